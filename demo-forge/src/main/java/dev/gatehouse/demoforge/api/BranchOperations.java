package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.BareRepository;
import dev.gatehouse.demoforge.git.Ref;
import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Branches and tags.
final class BranchOperations {
    private BranchOperations() {}

    static void addTo(Routes<Operation> routes) {
        String branches = "/repos/{owner}/{repo}/branches";
        String tags = "/repos/{owner}/{repo}/tags";
        routes.on("GET", branches, BranchOperations::list)
                .on("POST", branches, BranchOperations::create)
                .on("GET", branches + "/*", BranchOperations::read)
                .on("PATCH", branches + "/*", BranchOperations::rename)
                .on("DELETE", branches + "/*", BranchOperations::delete)
                .on("GET", tags, BranchOperations::listTags)
                .on("POST", tags, BranchOperations::createTag)
                .on("GET", tags + "/*", BranchOperations::readTag)
                .on("DELETE", tags + "/*", BranchOperations::deleteTag);
    }

    private static Answer list(Call call) throws IOException, Refusal {
        var views = new ArrayList<JsonNode>();
        for (Ref branch : call.repository().git().branches()) {
            views.add(views(call).branch(branch, call.account()));
        }
        return call.page().linked(views, view -> view);
    }

    private static GitViews views(Call call) throws Refusal {
        return new GitViews(call.repository(), call.views().links());
    }

    private static Answer read(Call call) throws IOException, Refusal {
        return answer(call, 200, call.parameter("*"));
    }

    private static Answer answer(Call call, int status, String branch) throws IOException, Refusal {
        String commit = call.repository().git().branch(branch).orElseThrow(Refusal::notFound);
        return Answer.json(status, views(call).branch(new Ref(branch, commit), call.account()));
    }

    private static Answer create(Call call) throws IOException, Refusal {
        call.needsWriter();
        BareRepository git = call.repository().git();
        Fields body = call.body();
        String name = body.required("new_branch_name", "branch_name", "BranchName");
        String old =
                body.text("old_ref_name")
                        .or(() -> body.text("old_branch_name"))
                        .orElse(Repository.DEFAULT_BRANCH);
        String commit =
                git.resolve(old)
                        .orElseThrow(() -> Refusal.of(404, "The old branch does not exist"));
        if (!git.isNameable(name)) {
            throw Refusal.of(422, "[BranchName]: GitRefNameError");
        }
        if (!git.create("refs/heads/" + name, commit)) {
            throw Refusal.of(409, "The branch already exists.");
        }
        return answer(call, 201, name);
    }

    private static Answer rename(Call call) throws IOException, Refusal {
        call.needsWriter();
        BareRepository git = call.repository().git();
        String from = call.parameter("*");
        String to = call.body().required("name", "name", "Name");
        Optional<String> commit = git.branch(from);
        if (commit.isEmpty()) {
            throw Refusal.of(404, "Branch doesn't exist.");
        }
        if (!git.isNameable(to) || !git.create("refs/heads/" + to, commit.get())) {
            throw Refusal.of(
                    422,
                    "Cannot rename a branch using the same name or rename to a branch that already"
                            + " exists.");
        }
        git.delete("refs/heads/" + from);
        return Answer.empty(204);
    }

    private static Answer delete(Call call) throws IOException, Refusal {
        call.needsWriter();
        String name = call.parameter("*");
        if (name.equals(Repository.DEFAULT_BRANCH)) {
            throw Refusal.of(403, "can not delete default branch");
        }
        remove(call.repository().git(), "refs/heads/" + name);
        return Answer.empty(204);
    }

    private static void remove(BareRepository git, String ref) throws IOException, Refusal {
        if (git.resolve(ref).isEmpty()) {
            throw Refusal.notFound();
        }
        git.delete(ref);
    }

    private static Answer listTags(Call call) throws IOException, Refusal {
        var views = new ArrayList<JsonNode>();
        for (Ref tag : call.repository().git().tags()) {
            views.add(views(call).tag(tag));
        }
        return call.page().linked(views, view -> view);
    }

    private static Answer readTag(Call call) throws IOException, Refusal {
        String name = call.parameter("*");
        String commit = call.repository().git().tag(name).orElseThrow(Refusal::notFound);
        return Answer.json(200, views(call).tag(new Ref(name, commit)));
    }

    private static Answer createTag(Call call) throws IOException, Refusal {
        call.needsWriter();
        BareRepository git = call.repository().git();
        Fields body = call.body();
        String name = body.required("tag_name", "tag_name", "TagName");
        String target = body.text("target").orElse(Repository.DEFAULT_BRANCH);
        String commit =
                git.resolve(target)
                        .orElseThrow(() ->
                                Refusal.of(
                                        404,
                                        "target not found: object does not exist [id: "
                                                + target
                                                + ", rel_path: ]"));
        String message = body.text("message").orElse("");
        boolean made =
                message.isEmpty()
                        ? git.create("refs/tags/" + name, commit)
                        : call.writer().tag(name, commit, message);
        if (!made) {
            throw Refusal.of(409, "tag already exists [name: " + name + "]");
        }
        return Answer.json(201, views(call).tag(new Ref(name, commit)));
    }

    private static Answer deleteTag(Call call) throws IOException, Refusal {
        call.needsWriter();
        String name = call.parameter("*");
        List<String> released = call.repository().releases().stream().map(r -> r.tag()).toList();
        if (released.contains(name)) {
            throw Refusal.of(409, "a tag attached to a release cannot be deleted directly");
        }
        remove(call.repository().git(), "refs/tags/" + name);
        return Answer.empty(204);
    }
}
