package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.BareRepository;
import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Issue;
import dev.gatehouse.demoforge.world.Pull;
import dev.gatehouse.demoforge.world.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Pull requests: list, create, read, edit, diff, files.
final class PullOperations {
    private PullOperations() {}

    static void addTo(Routes<Operation> routes) {
        String pulls = "/repos/{owner}/{repo}/pulls";
        routes.on("GET", pulls, PullOperations::list)
                .on("POST", pulls, PullOperations::create)
                .on("GET", pulls + "/{index}.diff", call -> change(call, false))
                .on("GET", pulls + "/{index}.patch", call -> change(call, true))
                .on("GET", pulls + "/{index}", call -> answer(call, 200, call.pull()))
                .on("PATCH", pulls + "/{index}", PullOperations::edit)
                .on("GET", pulls + "/{index}/files", PullOperations::files)
                .on("GET", pulls + "/{index}/commits", PullOperations::commits)
                .on("GET", pulls + "/{base}/*", PullOperations::byBranches);
        MergeOperations.addTo(routes);
    }

    private static Answer list(Call call) throws IOException, Refusal {
        List<Pull> found = PullFilter.pick(call);
        var views = new ArrayList<JsonNode>();
        for (Pull pull : found) {
            views.add(new PullViews(call.views()).pull(pull));
        }
        return call.page().linked(views, view -> view);
    }

    /// The head may begin with `owner:`.
    private static Answer byBranches(Call call) throws IOException, Refusal {
        String base = call.parameter("base");
        PullHeads.Side head = PullHeads.named(call, call.parameter("*"));
        Pull found =
                call.repository().issues().stream()
                        .flatMap(issue -> issue.pull().stream())
                        .filter(pull -> pull.baseBranch().equals(base))
                        .filter(pull -> pull.headBranch().equals(head.branch()))
                        .filter(pull -> pull.headRepository().equals(head.repository()))
                        .findFirst()
                        .orElseThrow(Refusal::notFound);
        return answer(call, 200, found);
    }

    static Answer answer(Call call, int status, Pull pull) throws IOException {
        return Answer.json(status, new PullViews(call.views()).pull(pull));
    }

    private static Answer create(Call call) throws IOException, Refusal {
        Fields body = call.body();
        String base = body.text("base").orElse("");
        PullHeads.Side from = PullHeads.named(call, body.text("head").orElse(""));
        String head = from.branch();
        Repository repository = call.repository();
        if (head.equals(base) && from.repository().equals(repository)) {
            throw Refusal.of(
                    422, "Invalid PullRequest: There are no changes between the head and the base");
        }
        if (repository.git().branch(base).isEmpty()
                || from.repository().git().branch(head).isEmpty()) {
            throw Refusal.notFound();
        }
        mustBeNew(repository, from, base);
        Issue issue =
                call.world()
                        .addIssue(
                                repository,
                                call.doer(),
                                body.text("title").orElse(""),
                                body.text("body").orElse(""));
        Pull pull = call.world().addPull(issue, from.repository(), head, base);
        PullHeads.follow(pull);
        IssueOperations.fill(call, issue, body);
        Announcements.written(call, issue, issue.body());
        return answer(call, 201, pull);
    }

    private static void mustBeNew(Repository repository, PullHeads.Side head, String base)
            throws Refusal {
        Optional<Issue> open =
                repository.issues().stream()
                        .filter(Issue::isOpen)
                        .filter(issue ->
                                issue.pull()
                                        .filter(p -> !p.isAgit())
                                        .filter(p -> p.headBranch().equals(head.branch()))
                                        .filter(p -> p.headRepository().equals(head.repository()))
                                        .filter(p -> p.baseBranch().equals(base))
                                        .isPresent())
                        .findFirst();
        if (open.isPresent()) {
            throw Refusal.of(
                    409,
                    "pull request already exists for these targets [id: %1$d, issue_id: %2$d,"
                                    .formatted(open.get().id(), open.get().number())
                            + " head_repo_id: %d, base_repo_id: %d, head_branch: %s, base_branch: %s]"
                                    .formatted(
                                            head.repository().id(),
                                            repository.id(),
                                            head.branch(),
                                            base));
        }
    }

    private static Answer edit(Call call) throws IOException, Refusal {
        Pull pull = call.pull();
        Fields body = call.body();
        Optional<String> base = body.text("base").filter(name -> !name.equals(pull.baseBranch()));
        if (base.isPresent() && call.repository().git().branch(base.get()).isEmpty()) {
            throw Refusal.of(404, "new base '" + base.get() + "' not exist");
        }
        IssueOperations.change(call, pull.issue(), body);
        if (base.isPresent()) {
            call.needs(Access.WRITE, "");
            pull.retarget(base.get());
        }
        return answer(call, 201, pull);
    }

    private static Answer change(Call call, boolean asPatch) throws IOException, Refusal {
        BareRepository git = call.repository().git();
        String base = PullHeads.base(call.pull());
        String head = PullHeads.head(call.pull());
        return Answer.text(200, asPatch ? git.patch(base, head) : git.diff(base, head));
    }

    private static Answer files(Call call) throws IOException, Refusal {
        String head = PullHeads.head(call.pull());
        var views = new GitViews(call.repository(), call.views().links());
        var paths = call.repository().git().changedPaths(PullHeads.base(call.pull()), head);
        List<JsonNode> shown =
                call.page().cut(paths).stream().map(path -> views.changed(path, head)).toList();
        return call.page().numbered(paths.size(), shown);
    }

    /// Newest first.
    private static Answer commits(Call call) throws IOException, Refusal {
        Pull pull = call.pull();
        List<String> ids =
                call.repository().git().between(PullHeads.base(pull), PullHeads.head(pull));
        var views = new CommitViews(call, call.repository());
        return call.page().numbered(ids.size(), views.commits(call.page().cut(ids)));
    }
}
