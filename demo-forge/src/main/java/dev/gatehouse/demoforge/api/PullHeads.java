package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Pull;
import dev.gatehouse.demoforge.world.Repository;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/// Keeps `refs/pull/N/head` on the head branch while a pull request is open. One that was pushed
/// for review has no branch to follow.
final class PullHeads {
    private PullHeads() {}

    /// A branch and the repository it is in.
    record Side(Repository repository, String branch) {}

    /// What `branch` or `owner:branch` names: a branch here, or in the owner's fork of this, or in
    /// what this is a fork of.
    static Side named(Call call, String head) throws Refusal {
        int colon = head.indexOf(':');
        Repository here = call.repository();
        if (colon < 0) {
            return new Side(here, head);
        }
        String owner = head.substring(0, colon);
        Repository there =
                Stream.of(Stream.of(here), here.forks().stream(), here.parent().stream())
                        .flatMap(repositories -> repositories)
                        .filter(r -> r.owner().name().equalsIgnoreCase(owner))
                        .filter(r -> r.accessOf(call.account()).includes(Access.READ))
                        .findFirst()
                        .orElseThrow(Refusal::notFound);
        return new Side(there, head.substring(colon + 1));
    }

    /// Moves the refs of all open pull requests from or into a repository to where their branches
    /// are now.
    static void follow(Repository repository) throws IOException {
        followInto(repository);
        if (repository.parent().isPresent()) {
            followInto(repository.parent().get());
        }
    }

    private static void followInto(Repository repository) throws IOException {
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
        if (head.isEmpty()) {
            return;
        }
        Repository base = pull.issue().repository();
        if (pull.headRepository().equals(base)) {
            base.git().set(pull.headRef(), head.get());
        } else {
            String branch = "refs/heads/" + pull.headBranch();
            base.git().fetch(pull.headRepository().git(), branch + ":" + pull.headRef());
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
