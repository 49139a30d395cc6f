package dev.gatehouse.broker.admission;

import dev.gatehouse.broker.policy.PullRequestRefs;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.protocol.Refusal;
import java.util.Optional;

/// What Forgejo says of the repository that a call names.
public sealed interface RepositoryAnswer {
    /// @param name as Forgejo has it now
    /// @param pullRequest where one was asked for and exists
    record Found(
            long id,
            RepositoryName name,
            String defaultBranch,
            Optional<PullRequestRefs> pullRequest)
            implements RepositoryAnswer {}

    /// Forgejo shows the account no such repository, or no such pull request.
    record Absent() implements RepositoryAnswer {}

    /// The name leads elsewhere by now.
    record Moved(RepositoryName to) implements RepositoryAnswer {}

    /// Forgejo cannot be asked.
    record Failed(Refusal refusal) implements RepositoryAnswer {}
}
