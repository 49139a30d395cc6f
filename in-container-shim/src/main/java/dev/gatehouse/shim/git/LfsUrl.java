package dev.gatehouse.shim.git;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.console.OneLine;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Tells Git LFS where a remote's objects are. It would derive that from the remote's URL, and does
/// not understand `forge::`; no pattern in a system-wide configuration can say it for every
/// repository, so each gets its own entry when it is first used.
public final class LfsUrl {
    /// The host says nothing: `core.sshCommand` is `forge ssh`, which asks the broker.
    static final String PREFIX = "ssh://forge";

    private LfsUrl() {}

    /// Sets `remote.<name>.lfsurl` unless somebody else has. Never fails: most repositories have
    /// nothing in Git LFS.
    static void remember(String remote, RepositoryAddress address) {
        if (!isNamed(remote) || address.isWiki()) {
            return;
        }
        String key = key(remote);
        String wanted = PREFIX + address.gitPath();
        try {
            String found = git("config", "--get", key);
            if (!found.equals(wanted) && (found.isEmpty() || found.startsWith(PREFIX + "/"))) {
                git("config", key, wanted);
            }
        } catch (IOException _) {
            // git-lfs will say what it misses.
        }
    }

    /// Which repository's objects a remote's are, by what [#remember] has set.
    public static RepositoryAddress repositoryOf(String remote) throws Failure {
        String url;
        try {
            url = isNamed(remote) ? git("config", "--get", key(remote)) : "";
        } catch (IOException e) {
            throw Failure.usage("cannot run git (" + e.getMessage() + "): is it on the PATH?");
        }
        if (!url.startsWith(PREFIX + "/")) {
            throw Failure.usage(
                    "no objects are known for the remote '"
                            + OneLine.of(remote, 200)
                            + "': fetch from it once, by a name and the forge's URL");
        }
        return RepositoryAddress.parse(url.substring(PREFIX.length()));
    }

    /// Where git keeps the repository that this process runs in.
    public static Path gitDirectory() throws IOException {
        return Path.of(git("rev-parse", "--git-common-dir")).toAbsolutePath();
    }

    private static String key(String remote) {
        return "remote." + remote + ".lfsurl";
    }

    /// Where a URL was given instead, git passes that as the name; names have no colon.
    private static boolean isNamed(String remote) {
        return !remote.startsWith("-") && remote.indexOf(':') < 0;
    }

    private static String git(String... arguments) throws IOException {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process git =
                new ProcessBuilder(command)
                        .redirectInput(Redirect.from(new File("/dev/null")))
                        .redirectError(Redirect.DISCARD)
                        .start();
        byte[] output = git.getInputStream().readAllBytes();
        return new String(output, StandardCharsets.UTF_8).strip();
    }
}
