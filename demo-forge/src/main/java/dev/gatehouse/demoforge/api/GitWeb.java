package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.BareRepository;
import dev.gatehouse.demoforge.git.HttpBackend;
import dev.gatehouse.demoforge.git.PushRules;
import dev.gatehouse.demoforge.git.ReviewDesk;
import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Content;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Issue;
import dev.gatehouse.demoforge.world.Pull;
import dev.gatehouse.demoforge.world.Repository;
import dev.gatehouse.demoforge.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Git over HTTP: who may have which service, decided as in Forgejo's
/// `routers/web/repo/githttp.go`, then handed to git itself. A wiki is a repository of its own at
/// `{repo}.wiki`; to push there takes the right to write from the start, while readers may begin a
/// push to the code, because it may be one for review.
final class GitWeb {
    private static final String CHALLENGE = "Basic realm=\"Gitea\"";

    private final World world;
    private final String rootUrl;

    GitWeb(World world, String rootUrl) {
        this.world = world;
        this.rootUrl = rootUrl;
    }

    /// What the forge knows, read under its lock; git itself runs outside of it.
    private sealed interface Gate {
        record Closed(Answer answer) implements Gate {}

        record Open(Repository repository, BareRepository git, PushRules rules) implements Gate {}
    }

    Answer answer(Visit visit) throws IOException, Refusal {
        String path = visit.request().path();
        String service =
                path.endsWith("/info/refs")
                        ? "info/refs"
                        : path.substring(path.lastIndexOf('/') + 1);
        String asked =
                service.equals("info/refs")
                        ? visit.request().query().first("service").orElse("")
                        : service;
        return switch (gate(visit, asked)) {
            case Gate.Closed(Answer answer) -> answer;
            case Gate.Open open -> serve(visit, service, open);
        };
    }

    /// The first `service` of the query counts on the advertisement, the path on the rest.
    private Gate gate(Visit visit, String asked) throws Refusal {
        boolean isPush = asked.equals("git-receive-pack");
        boolean isWiki = visit.repositoryName().endsWith(".wiki");
        String name = visit.repositoryName().replaceFirst("\\.wiki$", "");
        world.lock().lock();
        try {
            String owner = visit.parameter("owner");
            Optional<Repository> found = world.repository(owner, name);
            if (found.isEmpty()) {
                Optional<Answer> moved =
                        Redirects.findGit(world, visit, owner, visit.parameter("repo"), name);
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
            if (found.isEmpty() && isPush && !isWiki) {
                throw Refusal.of(403, "Push to create is not enabled for users.");
            }
            Access needed = isWiki && isPush ? Access.WRITE : Access.READ;
            Repository repository =
                    found.filter(r -> r.accessOf(visit.account()).includes(needed))
                            .orElseThrow(() -> Refusal.of(404, "Repository not found"));
            return isWiki ? wiki(visit, repository, asked) : code(visit, repository);
        } finally {
            world.lock().unlock();
        }
    }

    private Gate code(Visit visit, Repository repository) {
        Optional<ReviewDesk> reviews =
                Optional.ofNullable(visit.account())
                        .map(account -> new AgitDesk(world, repository, account));
        return new Gate.Open(repository, repository.git(), rules(visit, repository, reviews));
    }

    /// Before its first page, git fails on a wiki that is not there, and Forgejo sends what git had
    /// said until then: nothing.
    private Gate wiki(Visit visit, Repository repository, String service) {
        Optional<BareRepository> wiki = repository.wiki();
        if (wiki.isEmpty()) {
            String line = "# service=" + service + "\n";
            return new Gate.Closed(
                    Answer.bytes(
                            200,
                            "application/x-" + service + "-advertisement",
                            Content.of("%04x%s0000".formatted(line.length() + 4, line))));
        }
        return new Gate.Open(repository, wiki.get(), rules(visit, repository, Optional.empty()));
    }

    private PushRules rules(Visit visit, Repository repository, Optional<ReviewDesk> reviews) {
        Account account = visit.account();
        Access access = repository.accessOf(account);
        return new PushRules(
                account == null ? "anonymous" : account.name(),
                repository.fullName(),
                rootUrl + repository.fullName(),
                access.includes(Access.WRITE),
                access.includes(Access.ADMIN),
                visit.repositoryName().endsWith(".wiki"),
                Repository.DEFAULT_BRANCH,
                repository.protectedBranches(),
                pulls(repository),
                reviews);
    }

    private static Map<String, Long> pulls(Repository repository) {
        return repository.issues().stream()
                .filter(Issue::isOpen)
                .flatMap(issue -> issue.pull().stream())
                .filter(pull -> !pull.isAgit())
                .collect(
                        Collectors.toMap(
                                Pull::headBranch,
                                pull -> pull.issue().number(),
                                (earlier, later) -> later));
    }

    private Answer serve(Visit visit, String service, Gate.Open open) throws IOException {
        String type = visit.request().header("Content-Type").orElse("");
        if (!service.equals("info/refs") && !type.equals("application/x-" + service + "-request")) {
            return Answer.empty(401);
        }
        var backend = new HttpBackend(open.git());
        return backend.serve(
                visit.request(),
                service,
                open.rules(),
                () -> afterPush(open.repository(), backend));
    }

    /// Push options that change the repository were refused to all but its owner by now.
    private void afterPush(Repository repository, HttpBackend backend) {
        world.lock().lock();
        try {
            for (String option : backend.takePushOptions()) {
                if (option.equals("repo.private") || option.startsWith("repo.private=")) {
                    repository.setPrivate(!option.endsWith("=false"));
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
