package dev.gatehouse.broker.route;

import static dev.gatehouse.broker.route.UnroutableException.malformed;
import static dev.gatehouse.broker.route.UnroutableException.unknown;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Git's smart HTTP below `/{owner}/{repo}[.wiki][.git]` (Forgejo's `routers/web/githttp.go`). The
/// dumb protocol is not served: it gives files by name, past every service that can be decided on.
final class GitRoutes {
    /// The operation that a push to `refs/for/` amounts to (Forgejo's `services/agit`).
    static final String PULL_REQUEST = "repoCreatePullRequest";

    private static final Set<String> FIRST_SEGMENTS =
            Set.of(
                    "info",
                    "HEAD",
                    "objects",
                    "git-upload-pack",
                    "git-receive-pack",
                    "git-upload-archive");

    private final Operation pullRequest;

    GitRoutes(Catalogue catalogue) {
        pullRequest =
                catalogue.operations().stream()
                        .filter(operation -> operation.id().equals(PULL_REQUEST))
                        .findFirst()
                        .orElseThrow();
    }

    /// Whether the path behind owner and repository is git's.
    static boolean isGit(List<String> rest) {
        return FIRST_SEGMENTS.contains(rest.getFirst());
    }

    Route route(HttpMethod method, RawTarget target) throws UnroutableException {
        List<String> segments = target.segments();
        GitAddress address = address(segments.get(0), segments.get(1));
        List<String> rest = segments.subList(2, segments.size());
        if (rest.size() > 2 && rest.get(0).equals("info") && rest.get(1).equals("lfs")) {
            return LfsRoutes.route(method, address, rest.subList(2, rest.size()), target.query());
        }
        if (rest.equals(List.of("info", "refs"))) {
            return advertisement(method, address, target.query());
        }
        Optional<GitService> service = GitService.of(rest.getFirst());
        if (service.isEmpty() || rest.size() != 1) {
            throw unknown(
                    "this is not a path of git's that the broker serves",
                    "git's dumb protocol is not served; use a current git; archives are at /{owner}/{repo}/archive/");
        }
        require(method, HttpMethod.POST);
        QueryString query = QueryString.read(target.query(), Set.of(), Set.of());
        if (!query.dropped().isEmpty()) {
            throw malformed("a git service takes no query", "remove '?' and what follows");
        }
        return new Route.Git(method, address, service.get(), false, pullRequest);
    }

    private Route advertisement(HttpMethod method, GitAddress address, String rawQuery)
            throws UnroutableException {
        require(method, HttpMethod.GET);
        QueryString query = QueryString.read(rawQuery, Set.of("service"), Set.of());
        if (!query.dropped().isEmpty()) {
            throw malformed("info/refs takes only 'service'", "remove the other parameters");
        }
        Optional<GitService> service =
                query.kept().stream().findFirst().flatMap(given -> GitService.of(given.value()));
        if (service.isEmpty()) {
            throw unknown(
                    "info/refs without service=git-upload-pack or service=git-receive-pack",
                    "git's dumb protocol is not served; use a current git");
        }
        return new Route.Git(method, address, service.get(), true, pullRequest);
    }

    static void require(HttpMethod method, HttpMethod taken) throws UnroutableException {
        if (method != taken) {
            throw unknown("this path does not take " + method, "this path takes " + taken);
        }
    }

    /// `.git` is cut first, then `.wiki`, each once, as Forgejo does.
    private static GitAddress address(String owner, String name) throws UnroutableException {
        String plain = name.endsWith(".git") ? name.substring(0, name.length() - 4) : name;
        boolean wiki = plain.endsWith(".wiki");
        return new GitAddress(
                WebOwners.repository(owner, wiki ? plain.substring(0, plain.length() - 5) : plain),
                wiki);
    }
}
