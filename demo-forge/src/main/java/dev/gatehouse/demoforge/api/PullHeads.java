package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.world.Pull;
import dev.gatehouse.demoforge.world.Repository;
import java.io.IOException;
import java.util.Optional;

/// Keeps `refs/pull/N/head` on the head branch while a pull request is open. One that was pushed
/// for review has no branch to follow.
final class PullHeads {
    private PullHeads() {}

    /// Moves the refs of all open pull requests to where their branches are now.
    static void follow(Repository repository) throws IOException {
        for (var issue : repository.issues()) {
            Optional<Pull> pull = issue.pull().filter(open -> issue.isOpen());
            if (pull.isPresent()) {
                follow(pull.get());
            }
        }
    }

    static void follow(Pull pull) throws IOException {
        if (pull.isAgit()) {
            return;
        }
        Optional<String> head = pull.headRepository().git().branch(pull.headBranch());
        if (head.isPresent() && pull.headRepository().equals(pull.issue().repository())) {
            pull.issue().repository().git().set(pull.headRef(), head.get());
        }
    }

    /// The commit to be merged, or that was.
    static String head(Pull pull) throws IOException {
        return known(pull, pull.headRef());
    }

    /// Where the base branch is, or was before the merge.
    static String base(Pull pull) throws IOException {
        Optional<Pull.Merge> merge = pull.merge();
        return merge.isPresent()
                ? merge.get().base()
                : known(pull, "refs/heads/" + pull.baseBranch());
    }

    private static String known(Pull pull, String revision) throws IOException {
        return pull.issue()
                .repository()
                .git()
                .resolve(revision)
                .orElseThrow(() -> new IOException("no commit is at " + revision));
    }
}
