package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Issue;
import dev.gatehouse.demoforge.world.Label;
import dev.gatehouse.demoforge.world.Repository;
import dev.gatehouse.demoforge.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Issues: list, search, create, read, edit, delete.
final class IssueOperations {
    private static final int SEARCH_LIMIT = 20;

    private IssueOperations() {}

    static void addTo(Routes<Operation> routes) {
        String issues = "/repos/{owner}/{repo}/issues";
        routes.on("GET", issues, IssueOperations::list)
                .on("POST", issues, IssueOperations::create)
                .on("GET", issues + "/{index}", call -> read(call, 200))
                .on("PATCH", issues + "/{index}", IssueOperations::edit)
                .on("DELETE", issues + "/{index}", IssueOperations::delete)
                .on("POST", issues + "/{index}/deadline", IssueOperations::deadline)
                .on("GET", "/repos/issues/search", IssueOperations::search)
                .on("GET", "/repos/{owner}/{repo}/assignees", IssueOperations::assignable);
    }

    private static Answer list(Call call) throws Refusal {
        List<Issue> found =
                IssueFilter.ofRepository(call).pick(call.repository().issues().stream());
        return call.page().linked(found, call.views()::issue);
    }

    /// Over all repositories the caller sees, or those of one owner.
    private static Answer search(Call call) throws Refusal {
        Optional<String> owner = call.query("owner");
        if (owner.isPresent() && call.world().account(owner.get()).isEmpty()) {
            throw Refusal.of(400, "Owner not found");
        }
        List<Issue> found =
                IssueFilter.ofSearch(call)
                        .pick(
                                call.world().repositories().stream()
                                        .filter(r -> r.accessOf(call.account()) != Access.NONE)
                                        .filter(r ->
                                                owner.isEmpty()
                                                        || r.owner()
                                                                .name()
                                                                .equalsIgnoreCase(owner.get()))
                                        .flatMap(repository -> repository.issues().stream()));
        return call.page(SEARCH_LIMIT).linked(found, call.views()::issue);
    }

    private static Answer create(Call call) throws Refusal {
        Fields body = call.body();
        String title = body.required("title", "title", "Title");
        Issue issue =
                call.world()
                        .addIssue(
                                call.repository(),
                                call.doer(),
                                title,
                                body.text("body").orElse(""));
        if (call.repository().accessOf(call.doer()).includes(Access.WRITE)) {
            fill(call, issue, body);
        }
        Optional<Instant> due = Moments.inBody(body, "due_date");
        if (due.isPresent()) {
            issue.fallDue(due.get(), call.world().now());
        }
        if (body.flag("closed")) {
            issue.close(call.world().now());
        }
        Announcements.written(call, issue, issue.body());
        return Answer.json(201, call.views().issue(issue));
    }

    /// Labels, assignees and milestone, which only writers may set.
    static void fill(Call call, Issue issue, Fields body) throws Refusal {
        Instant now = call.world().now();
        if (!body.texts("labels").isEmpty()) {
            var labels = new ArrayList<Label>();
            for (String id : body.texts("labels")) {
                LabelOperations.find(call.repository(), id).ifPresent(labels::add);
            }
            issue.label(labels, now);
        }
        if (body.has("assignees") || body.has("assignee")) {
            List<Account> before = issue.assignees();
            issue.assign(assignees(call.world(), body), now);
            List<Account> added =
                    issue.assignees().stream().filter(who -> !before.contains(who)).toList();
            Announcements.asked(call, issue, added);
        }
        Optional<Long> milestone = body.number("milestone");
        if (milestone.isPresent()) {
            issue.plan(call.repository().milestone(milestone.get()).orElse(null));
        }
    }

    private static List<Account> assignees(World world, Fields body) throws Refusal {
        var assignees = new ArrayList<Account>();
        var names = new ArrayList<>(body.texts("assignees"));
        body.text("assignee").ifPresent(names::add);
        for (String name : names) {
            assignees.add(
                    world.account(name)
                            .orElseThrow(() ->
                                    Refusal.of(
                                            422,
                                            "Assignee does not exist: [name: user does not"
                                                    + " exist [uid: 0, name: "
                                                    + name
                                                    + "]]")));
        }
        return assignees;
    }

    private static Answer read(Call call, int status) throws Refusal {
        return Answer.json(status, call.views().issue(call.issue()));
    }

    private static Answer edit(Call call) throws Refusal {
        change(call, call.issue(), call.body());
        return read(call, 201);
    }

    /// What issues and pull requests have in common to edit.
    static void change(Call call, Issue issue, Fields body) throws Refusal {
        mustBeWriterOrAuthor(call, issue.author());
        Instant now = call.world().now();
        body.text("title").ifPresent(title -> issue.retitle(title, now));
        body.jsonText("body").ifPresent(text -> issue.describe(text, now));
        if (call.repository().accessOf(call.account()).includes(Access.WRITE)) {
            fill(call, issue, body);
            Optional<Instant> due = Moments.endOfDay(body, "due_date");
            if (due.isPresent() || body.flag("unset_due_date")) {
                issue.fallDue(due.orElse(null), now);
            }
        }
        Optional<String> state = body.jsonText("state");
        if (state.isPresent()) {
            change(issue, state.get().equals("closed"), now);
            call.world().inbox().tellParticipants(call.doer(), issue, now);
        }
    }

    private static void change(Issue issue, boolean close, Instant now) throws Refusal {
        if (issue.pull().flatMap(pull -> pull.merge()).isPresent()) {
            throw Refusal.of(
                    412, "cannot change state of this pull request, it was already merged");
        }
        if (close && issue.dependencies().stream().anyMatch(Issue::isOpen)) {
            throw Refusal.of(412, "cannot close this issue because it still has open dependencies");
        }
        if (close) {
            issue.close(now);
        } else {
            issue.reopen(now);
        }
    }

    static void mustBeWriterOrAuthor(Call call, Account author) throws Refusal {
        if (!author.equals(call.account())) {
            call.needs(Access.WRITE, "");
        }
    }

    private static Answer delete(Call call) throws Refusal {
        call.needsAdmin();
        call.world().remove(call.issue());
        return Answer.empty(204);
    }

    private static Answer deadline(Call call) throws Refusal {
        Issue issue = call.issue();
        call.needs(Access.WRITE, "Not repo writer");
        Optional<Instant> deadline = Moments.endOfDay(call.body(), "due_date");
        issue.fallDue(deadline.orElse(null), call.world().now());
        return Answer.json(
                201, Json.object().put("due_date", deadline.map(Instant::toString).orElse(null)));
    }

    /// Those who can write.
    private static Answer assignable(Call call) throws Refusal {
        Repository repository = call.repository();
        return Answer.json(
                200,
                Json.array(
                        call.world().people().stream()
                                .filter(a -> repository.accessOf(a).includes(Access.WRITE))
                                .map(call.views()::user)
                                .toList()));
    }
}
