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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// Releases. One that is not a draft has its tag made, which is a way to write a ref. Only writers
/// see drafts.
final class ReleaseOperations {
    private ReleaseOperations() {}

    static void addTo(Routes<Operation> routes) {
        String releases = "/repos/{owner}/{repo}/releases";
        routes.on("GET", releases, ReleaseOperations::list)
                .on("POST", releases, ReleaseOperations::create)
                .on("GET", releases + "/latest", ReleaseOperations::latest)
                .on("GET", releases + "/tags/*", call -> answer(call, 200, tagged(call)))
                .on("DELETE", releases + "/tags/*", call -> delete(call, tagged(call)))
                .on("GET", releases + "/{id}", call -> answer(call, 200, release(call)))
                .on("PATCH", releases + "/{id}", ReleaseOperations::edit)
                .on("DELETE", releases + "/{id}", call -> delete(call, release(call)));
    }

    private static Answer list(Call call) throws Refusal {
        Repository repository = call.repository();
        Optional<String> draft = call.query("draft");
        Optional<String> prerelease = call.query("pre-release");
        String words = call.query("q").orElse("").toLowerCase(Locale.ROOT);
        List<Release> found =
                repository.releases().reversed().stream()
                        .filter(release -> isVisible(call, repository, release))
                        .filter(r -> draft.isEmpty() || isTrue(draft) == r.isDraft())
                        .filter(r -> prerelease.isEmpty() || isTrue(prerelease) == r.isPrerelease())
                        .filter(r ->
                                (r.name() + "\n" + r.tag() + "\n" + r.body())
                                        .toLowerCase(Locale.ROOT)
                                        .contains(words))
                        .toList();
        return call.page().linked(found, r -> call.views().release(repository, r));
    }

    private static boolean isTrue(Optional<String> flag) {
        return flag.filter("true"::equals).isPresent();
    }

    private static boolean isVisible(Call call, Repository repository, Release release) {
        return !release.isDraft() || repository.accessOf(call.account()).includes(Access.WRITE);
    }

    private static Answer create(Call call) throws IOException, Refusal {
        call.needsWriter();
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
                new Release(call.world().nextId(), tag, target, call.doer(), call.world().now());
        release.rename(body.text("name", "title").orElse(""));
        release.describe(body.text("body", "note").orElse(""));
        release.setDraft(body.flag("draft"));
        release.setPrerelease(body.flag("prerelease"));
        repository.releases().add(release);
        return answer(call, 201, release);
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

    /// What is empty stays as it is. A new tag is made, and the old one is kept.
    private static Answer edit(Call call) throws IOException, Refusal {
        call.needsWriter();
        Release release = release(call);
        Fields body = call.body();
        given(body, "tag_name", "tag_name").ifPresent(release::retag);
        given(body, "target_commitish", "target").ifPresent(release::retarget);
        given(body, "name", "title").ifPresent(release::rename);
        given(body, "body", "note").ifPresent(release::describe);
        if (body.has("draft")) {
            release.setDraft(body.flag("draft"));
        }
        if (body.has("prerelease")) {
            release.setPrerelease(body.flag("prerelease"));
        }
        if (!release.isDraft()) {
            tag(call.repository().git(), release.tag(), release.target());
        }
        return answer(call, 200, release);
    }

    private static Optional<String> given(Fields body, String jsonName, String formName) {
        return body.text(jsonName, formName).filter(text -> !text.isEmpty());
    }

    private static Answer latest(Call call) throws Refusal {
        return answer(
                call, 200, find(call, release -> !release.isDraft() && !release.isPrerelease()));
    }

    private static Release tagged(Call call) throws Refusal {
        String tag = call.parameter("*");
        return find(call, release -> release.tag().equals(tag));
    }

    static Release release(Call call) throws Refusal {
        long id = call.number("id");
        return find(call, release -> release.id() == id);
    }

    private static Release find(Call call, Predicate<Release> wanted) throws Refusal {
        Repository repository = call.repository();
        return repository.releases().reversed().stream()
                .filter(wanted)
                .filter(release -> isVisible(call, repository, release))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    private static Answer answer(Call call, int status, Release release) throws Refusal {
        return Answer.json(status, call.views().release(call.repository(), release));
    }

    /// The tag stays.
    private static Answer delete(Call call, Release release) throws Refusal {
        call.needsWriter();
        release.assets().forEach(call.world()::remove);
        call.repository().releases().remove(release);
        return Answer.empty(204);
    }
}
