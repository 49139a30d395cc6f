package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Percent;
import dev.gatehouse.demoforge.http.Request;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Repository;
import dev.gatehouse.demoforge.world.World;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers for names that were given up: 301 for a repository, 307 for a user, both with a relative
/// location in which only the name changed. Who may not see the repository is told nothing.
final class Redirects {
    private Redirects() {}

    /// Beside the API, `name` as it stands in the path may end in `.git`, which gets lost.
    static Optional<Answer> find(World world, Visit visit, String owner, String name) {
        return find(world, visit.request(), owner, name, visit.repositoryName(), visit.account());
    }

    /// For git, where `name` in the path may also end in `.wiki`. That gets lost as well: whoever
    /// follows the redirect of a wiki is at the code.
    static Optional<Answer> findGit(
            World world, Visit visit, String owner, String nameInPath, String name) {
        return find(world, visit.request(), owner, nameInPath, name, visit.account());
    }

    static Optional<Answer> find(
            World world, Request request, String owner, String name, @Nullable Account account) {
        return find(world, request, owner, name, name, account);
    }

    private static Optional<Answer> find(
            World world,
            Request request,
            String owner,
            String nameInPath,
            String name,
            @Nullable Account account) {
        Optional<Account> moved =
                world.account(owner).isPresent() ? Optional.empty() : world.renamedAccount(owner);
        if (moved.isPresent()) {
            return Optional.of(to(request, 307, owner, moved.get().name()));
        }
        return world.renamedRepository(owner, name)
                .filter(repository -> repository.accessOf(account).includes(Access.READ))
                .map(repository -> to(request, owner, nameInPath, repository));
    }

    private static Answer to(Request request, String owner, String name, Repository repository) {
        return to(
                request,
                301,
                Percent.encode(owner) + "/" + Percent.encode(name),
                Percent.encode(repository.owner().name())
                        + "/"
                        + Percent.encode(repository.name()));
    }

    private static Answer to(Request request, int status, String from, String to) {
        int at = request.target().indexOf(from);
        String location =
                request.target().substring(0, at)
                        + to
                        + request.target().substring(at + from.length());
        return Answer.empty(status).with("Location", location);
    }
}
