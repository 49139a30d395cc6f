package dev.gatehouse.broker.policy;

/// A glob over branch or tag names: `*` stays within one path segment, `**` crosses them.
public record RefPattern(String glob) {
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

    /// @param name short name, without `refs/heads/` or `refs/tags/`; case-sensitive as git is
    public boolean matches(String name) {
        return Glob.path(glob, name);
    }

    @Override
    public String toString() {
        return glob;
    }
}
