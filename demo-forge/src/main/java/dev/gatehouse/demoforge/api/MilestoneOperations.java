package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Milestone;
import dev.gatehouse.demoforge.world.Repository;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Milestones of a repository, named by id or by title.
final class MilestoneOperations {
    private MilestoneOperations() {}

    static void addTo(Routes<Operation> routes) {
        String milestones = "/repos/{owner}/{repo}/milestones";
        routes.on("GET", milestones, MilestoneOperations::list)
                .on("POST", milestones, MilestoneOperations::create)
                .on("GET", milestones + "/{id}", call -> answer(call, 200, named(call)))
                .on("PATCH", milestones + "/{id}", MilestoneOperations::edit)
                .on("DELETE", milestones + "/{id}", MilestoneOperations::delete);
    }

    /// One of the lists that ignore `limit` unless `page` is given. Without `state`, all are meant.
    private static Answer list(Call call) throws Refusal {
        Repository repository = call.repository();
        String state = call.query("state").orElse("");
        String name = call.query("name").orElse("").toLowerCase(Locale.ROOT);
        List<Milestone> found =
                repository.milestones().stream()
                        .filter(m -> !state.equals("open") || m.isOpen())
                        .filter(m -> !state.equals("closed") || !m.isOpen())
                        .filter(m -> m.title().toLowerCase(Locale.ROOT).contains(name))
                        .sorted(Comparator.comparing(m -> m.dueAt().orElse(Instant.MAX)))
                        .toList();
        return call.page().countedUnlessAll(found, m -> call.views().milestone(repository, m));
    }

    private static Answer create(Call call) throws Refusal {
        call.needsWriter();
        Fields body = call.body();
        Milestone made =
                call.world()
                        .addMilestone(
                                call.repository(),
                                body.text("title").orElse(""),
                                body.text("description").orElse(""));
        Moments.inBody(body, "due_on").ifPresent(made::fallDue);
        if (body.text("state").filter("closed"::equals).isPresent()) {
            made.close(call.world().now());
        }
        return answer(call, 201, made);
    }

    private static Answer edit(Call call) throws Refusal {
        call.needsWriter();
        Milestone milestone = named(call);
        Fields body = call.body();
        Instant now = call.world().now();
        body.text("title")
                .filter(title -> !title.isEmpty())
                .ifPresent(title -> milestone.retitle(title, now));
        body.jsonText("description").ifPresent(text -> milestone.describe(text, now));
        Moments.inBody(body, "due_on").ifPresent(milestone::fallDue);
        switch (body.jsonText("state").orElse("")) {
            case "closed" -> milestone.close(now);
            case "open" -> milestone.reopen(now);
            default -> {
                // It stays as it is.
            }
        }
        return answer(call, 200, milestone);
    }

    private static Answer delete(Call call) throws Refusal {
        call.needsWriter();
        Milestone gone = named(call);
        call.repository().milestones().remove(gone);
        call.repository().issues().stream()
                .filter(issue -> issue.milestone().filter(gone::equals).isPresent())
                .forEach(issue -> issue.plan(null));
        return Answer.empty(204);
    }

    private static Answer answer(Call call, int status, Milestone milestone) throws Refusal {
        return Answer.json(status, call.views().milestone(call.repository(), milestone));
    }

    private static Milestone named(Call call) throws Refusal {
        return find(call.repository(), call.parameter("id")).orElseThrow(Refusal::notFound);
    }

    /// By id, or else by title.
    static Optional<Milestone> find(Repository repository, String idOrTitle) {
        List<Milestone> all = repository.milestones();
        return all.stream()
                .filter(milestone -> Long.toString(milestone.id()).equals(idOrTitle))
                .findFirst()
                .or(() -> all.stream().filter(m -> m.title().equals(idOrTitle)).findFirst());
    }
}
