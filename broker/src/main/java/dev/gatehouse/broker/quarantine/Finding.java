package dev.gatehouse.broker.quarantine;

/// What a push does to one ref that it may not do.
public sealed interface Finding {
    /// The new commit does not have the old one in its history.
    record NotFastForward() implements Finding {}

    /// A new commit has at a protected path what none of its parents has there, or takes back there
    /// what one of them had changed.
    ///
    /// @param path chosen by the agent, at most [#MOST_CHARACTERS], without control characters
    record ProtectedPath(String path, String commit) implements Finding {
        public static final int MOST_CHARACTERS = 256;

        public ProtectedPath {
            String visible = path.replaceAll("\\p{C}", "?");
            path =
                    visible.length() <= MOST_CHARACTERS
                            ? visible
                            : visible.substring(0, MOST_CHARACTERS - 3) + "...";
        }
    }
}
