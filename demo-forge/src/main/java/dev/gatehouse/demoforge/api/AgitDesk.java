package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.BareRepository;
import dev.gatehouse.demoforge.git.Commit;
import dev.gatehouse.demoforge.git.ReviewDesk;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Issue;
import dev.gatehouse.demoforge.world.Pull;
import dev.gatehouse.demoforge.world.Repository;
import dev.gatehouse.demoforge.world.World;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes and updates pull requests from pushes to `refs/for/<base>[/<topic>]`, as Forgejo's
/// `services/agit` does: whoever can read may, and needs no branch.
final class AgitDesk implements ReviewDesk {
    private static final String ZEROS = "0".repeat(40);

    private record Target(String base, String topic) {}

    private final World world;
    private final Repository repository;
    private final BareRepository git;
    private final Account pusher;

    AgitDesk(World world, Repository repository, Account pusher) {
        this.world = world;
        this.repository = repository;
        this.git = repository.git();
        this.pusher = pusher;
    }

    @Override
    public Decision take(String ref, String newId, List<String> options) throws IOException {
        world.lock().lock();
        try {
            return decide(ref, newId, options);
        } finally {
            world.lock().unlock();
        }
    }

    private Decision decide(String ref, String newId, List<String> options) throws IOException {
        if (newId.equals(ZEROS)) {
            return new Declined("Cannot delete a non-existent branch.");
        }
        Target target = target(ref.substring("refs/for/".length()), option(options, "topic"));
        if (target.topic.isEmpty()) {
            return new Declined("The topic-branch option is not set");
        }
        String own = pusher.name().toLowerCase(Locale.ROOT) + "/";
        String head = target.topic.startsWith(own) ? target.topic : own + target.topic;
        Optional<Pull> open = open(head, target.base);
        return open.isPresent()
                ? update(open.get(), newId, options)
                : create(head, target.base, newId, options);
    }

    /// What begins with the name of a branch has its topic behind it.
    private Target target(String path, Optional<String> topic) throws IOException {
        if (git.branch(path).isEmpty()) {
            for (int at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
                if (git.branch(path.substring(0, at)).isPresent()) {
                    return new Target(path.substring(0, at), path.substring(at + 1));
                }
            }
        }
        return new Target(path, topic.orElse(""));
    }

    private static Optional<String> option(List<String> options, String name) {
        return options.stream()
                .filter(option -> option.startsWith(name + "="))
                .map(option -> option.substring(name.length() + 1))
                .filter(value -> !value.isEmpty())
                .reduce((earlier, later) -> later);
    }

    private Optional<Pull> open(String head, String base) {
        return repository.issues().stream()
                .filter(Issue::isOpen)
                .flatMap(issue -> issue.pull().stream())
                .filter(Pull::isAgit)
                .filter(pull -> pull.headBranch().equals(head) && pull.baseBranch().equals(base))
                .findFirst();
    }

    private Decision create(String head, String base, String newId, List<String> options)
            throws IOException {
        if (git.isAncestor(newId, "refs/heads/" + base)) {
            return new Declined("The target branch already contains this commit");
        }
        Commit commit = git.commit(newId);
        String[] message = commit.message().split("\n\n", 2);
        Issue issue =
                world.addIssue(
                        repository,
                        pusher,
                        option(options, "title")
                                .orElse(commit.message().lines().findFirst().orElse("")),
                        option(options, "description")
                                .orElse(message.length > 1 ? message[1] : ""));
        Pull pull = world.addAgitPull(issue, head, base);
        git.set(pull.headRef(), newId);
        return new Taken(pull.headRef(), ZEROS);
    }

    /// The option counts by being there, whatever its value.
    private Decision update(Pull pull, String newId, List<String> options) throws IOException {
        String oldId = PullHeads.head(pull);
        boolean mayForce =
                options.stream()
                        .anyMatch(o -> o.equals("force-push") || o.startsWith("force-push="));
        if (oldId.equals(newId)) {
            return new Declined("The new commit is the same as the old commit");
        }
        if (!mayForce && !git.isAncestor(oldId, newId)) {
            return new Declined(
                    "Updates were rejected because the tip of your current branch is behind its"
                            + " remote counterpart. If this is intentional, set the `force-push`"
                            + " option by adding `-o force-push=true` to your `git push` command.");
        }
        git.set(pull.headRef(), newId);
        return new Taken(pull.headRef(), oldId);
    }
}
