package dev.gatehouse.broker.policy;

import java.util.regex.Pattern;

/// A glob over branch or tag names: `*` stays within one path segment, `**` crosses them.
public record RefPattern(String glob) {
    private static final Pattern NO_NAME =
            Pattern.compile(
                    "^$|^@$|^-|[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//|^/|/$|^\\.|/\\.|\\.$|\\.lock(/|$)");

    public RefPattern {
        if (glob.isEmpty()
                || glob.startsWith("refs/")
                || glob.startsWith("/")
                || glob.endsWith("/")) {
            throw new IllegalArgumentException(
                    "'"
                            + glob
                            + "' is not a pattern of short names such as main or dev/** (without refs/heads/)");
        }
    }

    /// No pattern matches what git would not take for a name (git-check-ref-format): `dev/../main`
    /// is no branch below `dev/`, and `main~1` or `main@{1}` is none at all.
    ///
    /// @param name short name, without `refs/heads/` or `refs/tags/`; case-sensitive as git is
    public boolean matches(String name) {
        return isName(name) && Glob.path(glob, name);
    }

    static boolean isName(String name) {
        return !NO_NAME.matcher(name).find();
    }

    @Override
    public String toString() {
        return glob;
    }
}
