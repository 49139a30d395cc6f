package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.BareRepository;
import dev.gatehouse.demoforge.git.TreeEntry;
import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Handler;
import dev.gatehouse.demoforge.http.Reached;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Request;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Attachment;
import dev.gatehouse.demoforge.world.Repository;
import dev.gatehouse.demoforge.world.Token;
import dev.gatehouse.demoforge.world.World;
import java.io.IOException;
import java.util.Optional;

/// What lies beside the API: git, raw files, archives, attachments. Refusals are plain text here.
final class Web implements Handler {

    @FunctionalInterface
    private interface Page {
        Answer answer(Visit visit) throws IOException, Refusal;
    }

    @FunctionalInterface
    private interface RepositoryPage {
        Answer answer(Visit visit, Repository repository) throws IOException, Refusal;
    }

    private final World world;
    private final Routes<Page> routes = new Routes<>();

    Web(World world, String rootUrl) {
        this.world = world;
        Page git = new GitWeb(world, rootUrl)::answer;
        Page attachment = locked(this::attachment);
        String repository = "/{owner}/{repo}";
        download("/attachments/{uuid}", attachment);
        download(repository + "/attachments/{uuid}", attachment);
        download(repository + "/raw/{kind}/*", inRepository(Web::raw));
        download(repository + "/archive/*", inRepository(Web::archive));
        download(repository + "/releases/download/{tag}/{file}", inRepository(Web::asset));
        routes.on("GET", "/api/healthz", visit -> Answer.text(200, "{\"status\":\"pass\"}"))
                .on("GET", repository + "/info/refs", git)
                .on("POST", repository + "/git-upload-pack", git)
                .on("POST", repository + "/git-receive-pack", git);
    }

    /// Unlike the API, downloads can be asked for their head.
    private void download(String template, Page page) {
        routes.on("GET", template, page).on("HEAD", template, page);
    }

    @Override
    public Answer answer(Request request) throws IOException, Refusal {
        Routes.Match<Page> match =
                routes.find(request.method(), request.segments())
                        .orElseThrow(() -> Refusal.of(404, "Not found."));
        Optional<Token> token = Credentials.acceptOfWeb(request, world.tokens());
        var visit = new Visit(request, match.parameters(), token.orElse(null));
        return match.target().answer(visit);
    }

    /// What the request comes to; none where no page takes it. Git alone has wikis here.
    Optional<Reached> reached(Request request) throws Refusal {
        return routes.find(request.method(), request.segments())
                .map(match -> {
                    var visit = new Visit(request, match.parameters(), null);
                    boolean git = match.template().contains("git-") || isRefs(match.template());
                    boolean wiki = git && visit.repositoryName().endsWith(".wiki");
                    String name = visit.repositoryName();
                    return new Reached(
                            match.template(),
                            match.parameters(),
                            world.repository(
                                            visit.parameter("owner"),
                                            wiki ? name.replaceFirst("\\.wiki$", "") : name)
                                    .map(found -> found.fullName() + (wiki ? ".wiki" : "")));
                });
    }

    private static boolean isRefs(String template) {
        return template.endsWith("/info/refs");
    }

    private Page locked(Page page) {
        return visit -> {
            world.lock().lock();
            try {
                return page.answer(visit);
            } finally {
                world.lock().unlock();
            }
        };
    }

    private Page inRepository(RepositoryPage page) {
        return locked(visit -> {
            String owner = visit.parameter("owner");
            String name = visit.repositoryName();
            Optional<Repository> found = world.repository(owner, name);
            if (found.isEmpty()) {
                return Redirects.find(world, visit, owner, name).orElseThrow(Refusal::notFound);
            }
            visit.needsScope("read:repository");
            mustSee(visit, found.get());
            return page.answer(visit, found.get());
        });
    }

    private static void mustSee(Visit visit, Repository repository) throws Refusal {
        if (!repository.accessOf(visit.account()).includes(Access.READ)) {
            throw Refusal.notFound();
        }
    }

    /// The repository in the path is not looked at: what counts is the one the attachment is in.
    private Answer attachment(Visit visit) throws Refusal {
        Attachment attachment =
                world.attachment(visit.parameter("uuid")).orElseThrow(Refusal::notFound);
        visit.needsScope(attachment.ofRelease() ? "read:repository" : "read:issue");
        mustSee(visit, attachment.repository());
        return WebFiles.attachment(attachment);
    }

    /// A branch name may hold slashes: the shortest beginning of the path that is one is meant.
    private static Answer raw(Visit visit, Repository repository) throws IOException, Refusal {
        BareRepository git = repository.git();
        String rest = visit.parameter("*");
        for (int at = rest.indexOf('/'); at > 0; at = rest.indexOf('/', at + 1)) {
            Optional<String> commit = git.resolve(rest.substring(0, at));
            if (commit.isPresent()) {
                TreeEntry entry =
                        git.entry(commit.get(), rest.substring(at + 1))
                                .orElseThrow(Refusal::notFound);
                return WebFiles.raw(repository, entry);
            }
        }
        throw Refusal.notFound();
    }

    private static Answer archive(Visit visit, Repository repository) throws IOException, Refusal {
        return WebFiles.archive(repository, visit.parameter("*"));
    }

    private static Answer asset(Visit visit, Repository repository) throws Refusal {
        return repository.releases().stream()
                .filter(release -> release.tag().equals(visit.parameter("tag")))
                .flatMap(release -> release.assets().stream())
                .filter(asset -> asset.name().equals(visit.parameter("file")))
                .findFirst()
                .map(WebFiles::attachment)
                .orElseThrow(Refusal::notFound);
    }
}
