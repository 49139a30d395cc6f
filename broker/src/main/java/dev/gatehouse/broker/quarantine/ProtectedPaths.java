package dev.gatehouse.broker.quarantine;

/// The paths of a repository that a push must leave alone. Called by the thread of the check, with
/// paths as they stand in a tree: `/` between names, malformed UTF-8 as U+FFFD.
public interface ProtectedPaths {
    /// Whether the entry at this path is protected.
    boolean covers(String path);

    /// Whether this path is a directory on the way to protected ones: for `.forgejo/workflows/**`
    /// that is `.forgejo` and `.forgejo/workflows`. A file, symbolic link or submodule there would
    /// stand in for all that is protected below it, so it is protected too.
    boolean leadsTo(String path);
}
