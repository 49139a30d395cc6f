package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.BareRepository;
import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Release;
import dev.gatehouse.demoforge.world.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Predicate;

/// Releases. Creating one that is not a draft creates its tag, which is a way to write a ref.
final class ReleaseOperations {
    private ReleaseOperations() {}

    static void addTo(Routes<Operation> routes) {
        String releases = "/repos/{owner}/{repo}/releases";
        routes.on("GET", releases, ReleaseOperations::list)
                .on("POST", releases, ReleaseOperations::create)
                .on("GET", releases + "/latest", ReleaseOperations::latest)
                .on("GET", releases + "/tags/*", ReleaseOperations::byTag)
                .on("GET", releases + "/{id}", ReleaseOperations::read)
                .on("DELETE", releases + "/{id}", ReleaseOperations::delete);
    }

    private static Answer list(Call call) throws Refusal {
        Repository repository = call.repository();
        return call.page()
                .linked(
                        repository.releases().reversed(),
                        release -> call.views().release(repository, release));
    }

    private static Answer create(Call call) throws IOException, Refusal {
        call.needs(Access.WRITE, "user should have a permission to write to a repo");
        Fields body = call.body();
        Repository repository = call.repository();
        String tag = body.required("tag_name", "tag_name", "TagName");
        String target = body.text("target_commitish", "target").orElse(Repository.DEFAULT_BRANCH);
        if (repository.releases().stream().anyMatch(release -> release.tag().equals(tag))) {
            throw Refusal.of(409, "Release has no Tag");
        }
        if (!body.flag("draft")) {
            tag(repository.git(), tag, target);
        }
        var release =
                new Release(
                        call.world().nextId(),
                        tag,
                        target,
                        body.text("name", "title").orElse(""),
                        body.text("body", "note").orElse(""),
                        body.flag("draft"),
                        body.flag("prerelease"),
                        call.doer(),
                        new ArrayList<>(),
                        call.world().now());
        repository.releases().add(release);
        return Answer.json(201, call.views().release(repository, release));
    }

    /// Tags the target unless the tag is there already, in which case the target means nothing.
    private static void tag(BareRepository git, String tag, String target)
            throws IOException, Refusal {
        if (git.tag(tag).isPresent()) {
            return;
        }
        Optional<String> commit = git.resolve(target);
        if (commit.isEmpty() || !git.isNameable(tag)) {
            throw Refusal.of(404, "target \"" + target + "\" not found");
        }
        git.set("refs/tags/" + tag, commit.get());
    }

    private static Answer latest(Call call) throws Refusal {
        return answer(call, release -> !release.draft() && !release.prerelease());
    }

    private static Answer byTag(Call call) throws Refusal {
        String tag = call.parameter("*");
        return answer(call, release -> release.tag().equals(tag));
    }

    private static Answer read(Call call) throws Refusal {
        return answer(call, hasId(call));
    }

    static Release release(Call call) throws Refusal {
        return find(call.repository(), hasId(call));
    }

    private static Predicate<Release> hasId(Call call) throws Refusal {
        long id = call.number("id");
        return release -> release.id() == id;
    }

    private static Answer answer(Call call, Predicate<Release> wanted) throws Refusal {
        Repository repository = call.repository();
        Release release = find(repository, wanted);
        return Answer.json(200, call.views().release(repository, release));
    }

    private static Release find(Repository repository, Predicate<Release> wanted) throws Refusal {
        return repository.releases().reversed().stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    private static Answer delete(Call call) throws Refusal {
        call.needs(Access.WRITE, "user should have a permission to write to a repo");
        call.repository().releases().remove(find(call.repository(), hasId(call)));
        return Answer.empty(204);
    }
}
