package dev.gatehouse.shim.git;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.console.OneLine;

/// Which repository is meant by what follows `forge::` in a remote's URL.
///
/// @param name as given, perhaps with `.git` or `.wiki.git`
public record RepositoryAddress(String owner, String name) {
    private static final String GIT = ".git";

    /// Reads `OWNER/REPO`, with or without a leading slash, or an `https:` URL with that path. The
    /// URL's host is not looked at: there is one forge behind the broker.
    public static RepositoryAddress parse(String address) throws Failure {
        String path = address;
        if (path.startsWith("https://")) {
            int slash = path.indexOf('/', "https://".length());
            path = slash < 0 ? "" : path.substring(slash);
        }
        if (path.startsWith("/")) {
            path = path.substring(1);
        }
        int slash = path.indexOf('/');
        String owner = slash < 0 ? "" : path.substring(0, slash);
        String name = path.substring(slash + 1);
        if (!isName(owner) || !isName(name) || name.equals(GIT)) {
            throw Failure.usage(
                    "'"
                            + OneLine.of(address, 200)
                            + "' names no repository; write forge::OWNER/REPO, or the forge's own"
                            + " https URL");
        }
        return new RepositoryAddress(owner, name);
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (c < '0' || c > '9') && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return !text.isEmpty() && !text.equals(".") && !text.equals("..");
    }

    /// `/OWNER/NAME`, as given.
    public String path() {
        return "/" + owner + "/" + name;
    }

    /// The path that git and Git LFS requests of this repository begin with.
    public String gitPath() {
        return name.endsWith(GIT) ? path() : path() + GIT;
    }

    /// Wikis have no Git LFS.
    boolean isWiki() {
        return gitPath().endsWith(".wiki" + GIT);
    }
}
