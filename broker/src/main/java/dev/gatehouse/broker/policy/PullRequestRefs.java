package dev.gatehouse.broker.policy;

import dev.gatehouse.broker.route.RepositoryName;
import java.util.Optional;

/// The two branches of a pull request, as Forgejo has them.
///
/// @param headRepository none where the fork is gone
public record PullRequestRefs(
        String baseBranch, String headBranch, Optional<RepositoryName> headRepository) {}
