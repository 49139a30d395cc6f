package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Issue;
import dev.gatehouse.demoforge.world.Label;
import dev.gatehouse.demoforge.world.Repository;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Labels of a repository, and which of them an issue has.
final class LabelOperations {
    private LabelOperations() {}

    static void addTo(Routes<Operation> routes) {
        String labels = "/repos/{owner}/{repo}/labels";
        String ofIssue = "/repos/{owner}/{repo}/issues/{index}/labels";
        routes.on("GET", labels, LabelOperations::list)
                .on("POST", labels, LabelOperations::create)
                .on("GET", labels + "/{id}", call -> answer(call, 200, named(call)))
                .on("PATCH", labels + "/{id}", LabelOperations::edit)
                .on("DELETE", labels + "/{id}", LabelOperations::delete)
                .on("GET", ofIssue, LabelOperations::listOfIssue)
                .on("POST", ofIssue, call -> label(call, true))
                .on("PUT", ofIssue, call -> label(call, false))
                .on("DELETE", ofIssue, LabelOperations::clear)
                .on("DELETE", ofIssue + "/{label}", LabelOperations::remove);
    }

    /// One of the lists that ignore `limit` unless `page` is given.
    private static Answer list(Call call) throws Refusal {
        Repository repository = call.repository();
        List<Label> sorted =
                repository.labels().stream().sorted(Comparator.comparing(Label::name)).toList();
        return call.page().countedUnlessAll(sorted, label -> call.views().label(repository, label));
    }

    private static Answer create(Call call) throws Refusal {
        call.needsWriter();
        Fields body = call.body();
        Label label =
                call.world()
                        .addLabel(
                                call.repository(),
                                body.required("name", "name", "Name"),
                                color(body.required("color", "color", "Color")),
                                body.text("description").orElse(""));
        label.setExclusive(body.flag("exclusive"));
        label.setArchived(body.flag("is_archived"));
        return answer(call, 201, label);
    }

    private static String color(String given) throws Refusal {
        String color = given.replaceFirst("^#", "").toLowerCase(Locale.ROOT);
        if (!color.matches("[0-9a-f]{6}")) {
            throw Refusal.of(422, "unable to parse color: " + given);
        }
        return color;
    }

    private static Answer edit(Call call) throws Refusal {
        call.needsWriter();
        Label label = named(call);
        Fields body = call.body();
        Optional<String> color = body.jsonText("color");
        if (color.isPresent()) {
            label.paint(color(color.get()));
        }
        body.jsonText("name").ifPresent(label::rename);
        body.jsonText("description").ifPresent(label::describe);
        if (body.has("exclusive")) {
            label.setExclusive(body.flag("exclusive"));
        }
        if (body.has("is_archived")) {
            label.setArchived(body.flag("is_archived"));
        }
        return answer(call, 200, label);
    }

    /// Deleting what is not there is fine as well.
    private static Answer delete(Call call) throws Refusal {
        call.needsWriter();
        Optional<Label> gone = call.repository().label(call.number("id"));
        if (gone.isPresent()) {
            call.repository().labels().remove(gone.get());
            call.repository().issues().forEach(issue -> issue.unlabel(gone.get()));
        }
        return Answer.empty(204);
    }

    private static Label named(Call call) throws Refusal {
        return call.repository().label(call.number("id")).orElseThrow(Refusal::notFound);
    }

    private static Answer answer(Call call, int status, Label label) throws Refusal {
        return Answer.json(status, call.views().label(call.repository(), label));
    }

    private static Answer listOfIssue(Call call) throws Refusal {
        Issue issue = call.issue();
        return Answer.json(
                200,
                Json.array(
                        issue.labels().stream()
                                .map(label -> call.views().label(issue.repository(), label))
                                .toList()));
    }

    private static Answer label(Call call, boolean keep) throws Refusal {
        call.needs(Access.WRITE, "");
        Issue issue = call.issue();
        var labels = new ArrayList<>(keep ? issue.labels() : List.of());
        for (String named : call.body().texts("labels")) {
            find(call.repository(), named).ifPresent(labels::add);
        }
        issue.label(labels, call.world().now());
        return listOfIssue(call);
    }

    private static Answer clear(Call call) throws Refusal {
        call.needs(Access.WRITE, "");
        call.issue().label(List.of(), call.world().now());
        return Answer.empty(204);
    }

    private static Answer remove(Call call) throws Refusal {
        call.needs(Access.WRITE, "");
        Issue issue = call.issue();
        Label gone =
                find(call.repository(), call.parameter("label"))
                        .orElseThrow(() -> Refusal.of(422, "label does not exist"));
        issue.label(
                issue.labels().stream().filter(label -> !label.equals(gone)).toList(),
                call.world().now());
        return Answer.empty(204);
    }

    /// By id or by name: issues take both.
    static Optional<Label> find(Repository repository, String idOrName) {
        return repository.labels().stream()
                .filter(l -> l.name().equals(idOrName) || Long.toString(l.id()).equals(idOrName))
                .findFirst();
    }
}
