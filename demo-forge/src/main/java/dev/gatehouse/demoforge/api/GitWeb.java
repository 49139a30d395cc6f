package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.HttpBackend;
import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Repository;
import dev.gatehouse.demoforge.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Git over HTTP: who may have which service, decided as in Forgejo's
/// `routers/web/repo/githttp.go`, then handed to git itself.
final class GitWeb {
    private static final String CHALLENGE = "Basic realm=\"Gitea\"";

    private final World world;

    GitWeb(World world) {
        this.world = world;
    }

    /// What the forge knows, read under its lock; git itself runs outside of it.
    private sealed interface Gate {
        record Closed(Answer answer) implements Gate {}

        record Open(Repository repository, Access access) implements Gate {}
    }

    Answer answer(Visit visit) throws IOException, Refusal {
        String path = visit.request().path();
        String service =
                path.endsWith("/info/refs")
                        ? "info/refs"
                        : path.substring(path.lastIndexOf('/') + 1);
        return switch (gate(visit, isPush(visit, service))) {
            case Gate.Closed(Answer answer) -> answer;
            case Gate.Open(Repository repository, Access access) ->
                    serve(visit, service, repository, access);
        };
    }

    private Gate gate(Visit visit, boolean isPush) throws Refusal {
        world.lock().lock();
        try {
            String owner = visit.parameter("owner");
            Optional<Repository> found = world.repository(owner, visit.repositoryName());
            if (found.isEmpty()) {
                Optional<Answer> moved =
                        Redirects.find(world, visit, owner, visit.parameter("repo"));
                if (moved.isPresent()) {
                    return new Gate.Closed(moved.get());
                }
            }
            boolean isPublicPull = !isPush && found.filter(r -> !r.isPrivate()).isPresent();
            if (visit.token() == null && !isPublicPull) {
                return new Gate.Closed(
                        Answer.text(401, "Unauthorized\n").with("WWW-Authenticate", CHALLENGE));
            }
            if (!isPublicPull) {
                visit.needsScope(isPush ? "write:repository" : "read:repository");
            }
            Repository repository = visible(visit, found, isPush);
            return new Gate.Open(repository, repository.accessOf(visit.account()));
        } finally {
            world.lock().unlock();
        }
    }

    /// The first `service` of the query counts on the advertisement, the path on the rest.
    private static boolean isPush(Visit visit, String service) {
        String asked =
                service.equals("info/refs")
                        ? visit.request().query().first("service").orElse("")
                        : service;
        return asked.equals("git-receive-pack");
    }

    private static Repository visible(Visit visit, Optional<Repository> found, boolean isPush)
            throws Refusal {
        if (found.isEmpty() && isPush) {
            throw Refusal.of(403, "Push to create is not enabled for users.");
        }
        return found.filter(r -> r.accessOf(visit.account()).includes(Access.READ))
                .orElseThrow(() -> Refusal.of(404, "Repository not found"));
    }

    private Answer serve(Visit visit, String service, Repository repository, Access access)
            throws IOException {
        String type = visit.request().header("Content-Type").orElse("");
        if (!service.equals("info/refs") && !type.equals("application/x-" + service + "-request")) {
            return Answer.text(401, "Unauthorized\n");
        }
        var account = visit.account();
        var backend = new HttpBackend(repository.git());
        return backend.serve(
                visit.request(),
                service,
                account == null ? "anonymous" : account.name(),
                access.includes(Access.WRITE),
                () -> afterPush(repository, access, backend));
    }

    /// An owner's push option changes who can see the repository; others' options do nothing.
    private void afterPush(Repository repository, Access access, HttpBackend backend) {
        world.lock().lock();
        try {
            for (String option : backend.takePushOptions()) {
                if (option.startsWith("repo.private=") && access.includes(Access.ADMIN)) {
                    repository.setPrivate(option.endsWith("=true"));
                }
            }
            PullHeads.follow(repository);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            world.lock().unlock();
        }
    }
}
