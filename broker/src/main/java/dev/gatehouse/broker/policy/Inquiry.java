package dev.gatehouse.broker.policy;

/// Something only Forgejo can tell, asked for after the intent is on record.
public sealed interface Inquiry {
    /// The default branch of the repository in the path.
    record DefaultBranch() implements Inquiry {}

    /// Base and head of a pull request of the repository in the path.
    record PullRequest(long index) implements Inquiry {}
}
