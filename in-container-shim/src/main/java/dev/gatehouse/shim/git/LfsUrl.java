package dev.gatehouse.shim.git;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;

/// Tells Git LFS where a remote's objects are. It would derive that from the remote's URL, and does
/// not understand `forge::`; no pattern in a system-wide configuration can say it for every
/// repository, so each gets its own entry when it is first used.
final class LfsUrl {
    /// The host says nothing: `core.sshCommand` is `forge ssh`, which asks the broker.
    static final String PREFIX = "ssh://forge";

    private LfsUrl() {}

    /// Sets `remote.<name>.lfsurl` unless somebody else has. Never fails: most repositories have
    /// nothing in Git LFS.
    static void remember(String remote, RepositoryAddress address) {
        if (!isNamed(remote) || address.isWiki()) {
            return;
        }
        String key = "remote." + remote + ".lfsurl";
        String wanted = PREFIX + address.gitPath();
        try {
            String found = config("--get", key);
            if (!found.equals(wanted) && (found.isEmpty() || found.startsWith(PREFIX + "/"))) {
                config(key, wanted);
            }
        } catch (IOException _) {
            // git-lfs will say what it misses.
        }
    }

    /// Where a URL was given instead, git passes that as the name; names have no colon.
    private static boolean isNamed(String remote) {
        return !remote.startsWith("-") && remote.indexOf(':') < 0;
    }

    private static String config(String... arguments) throws IOException {
        String[] command = new String[arguments.length + 2];
        command[0] = "git";
        command[1] = "config";
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        Process git =
                new ProcessBuilder(command)
                        .redirectInput(Redirect.from(new File("/dev/null")))
                        .redirectError(Redirect.DISCARD)
                        .start();
        byte[] output = git.getInputStream().readAllBytes();
        return new String(output, StandardCharsets.UTF_8).strip();
    }
}
