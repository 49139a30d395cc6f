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
import java.util.Optional;

/// Labels of a repository, and which of them an issue has.
final class LabelOperations {
    private LabelOperations() {}

    static void addTo(Routes<Operation> routes) {
        String labels = "/repos/{owner}/{repo}/labels";
        String ofIssue = "/repos/{owner}/{repo}/issues/{index}/labels";
        routes.on("GET", labels, LabelOperations::list)
                .on("POST", labels, LabelOperations::create)
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
        call.needs(Access.WRITE, "user should have a permission to write to a repo");
        Fields body = call.body();
        String color = body.required("color", "color", "Color").replaceFirst("^#", "");
        if (!color.matches("[0-9a-fA-F]{6}")) {
            throw Refusal.of(422, "unable to parse color: " + color);
        }
        Label label =
                call.world()
                        .addLabel(
                                call.repository(),
                                body.required("name", "name", "Name"),
                                color,
                                body.text("description").orElse(""));
        return Answer.json(201, call.views().label(call.repository(), label));
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
