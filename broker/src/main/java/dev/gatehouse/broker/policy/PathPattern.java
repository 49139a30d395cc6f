package dev.gatehouse.broker.policy;

import java.util.regex.Pattern;

/// A glob over the paths of a repository: `*` stays within one path segment, `**` crosses them. It
/// covers what lies below a match, and what stands in the way of one: a file or a link at
/// `.forgejo` would change what `.forgejo/workflows/**` means.
public record PathPattern(String glob) {
    private static final Pattern NO_PATTERN =
            Pattern.compile("^$|^/|/$|//|(^|/)\\.{1,2}(/|$)|[\\x00-\\x1f\\x7f\\\\]");

    public PathPattern {
        if (!isValid(glob)) {
            throw new IllegalArgumentException(
                    "'" + glob + "' is not a pattern of paths such as .forgejo/workflows/**");
        }
    }

    public static boolean isValid(String glob) {
        return !NO_PATTERN.matcher(glob).find();
    }

    /// Whether the path matches, or lies below a match; case-sensitive as git is.
    boolean covers(String path) {
        return Glob.path(glob, path) || Glob.path(glob + "/**", path);
    }

    /// Whether the path is one of the folders that the pattern names before its first wildcard.
    boolean isOnTheWay(String path) {
        int star = glob.indexOf('*');
        String fixed = star < 0 ? glob : glob.substring(0, star);
        return fixed.startsWith(path + "/");
    }

    @Override
    public String toString() {
        return glob;
    }
}
