package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.CommitStatus;
import dev.gatehouse.demoforge.world.Repository;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What checks say of commits, one by one and together. The worst counts.
final class StatusOperations {
    private static final List<String> WORST_FIRST =
            List.of("error", "failure", "warning", "pending", "success");

    private StatusOperations() {}

    static void addTo(Routes<Operation> routes) {
        String repository = "/repos/{owner}/{repo}";
        routes.on("POST", repository + "/statuses/{sha}", StatusOperations::create)
                .on("GET", repository + "/statuses/{sha}", call -> list(call, "sha"))
                .on("GET", repository + "/commits/{ref}/statuses", call -> list(call, "ref"))
                .on("GET", repository + "/commits/{ref}/status", StatusOperations::combined);
    }

    private static Answer create(Call call) throws IOException, Refusal {
        call.needsWriter();
        Fields body = call.body();
        String state = body.text("state").orElse("");
        if (!WORST_FIRST.contains(state)) {
            throw Refusal.of(422, "invalid commit status state: " + state);
        }
        var status =
                new CommitStatus(
                        call.world().nextId(),
                        commit(call, "sha"),
                        state,
                        body.text("context").filter(c -> !c.isEmpty()).orElse("default"),
                        body.text("description").orElse(""),
                        body.text("target_url").orElse(""),
                        call.doer(),
                        call.world().now());
        call.repository().statuses().add(status);
        return Answer.json(201, view(call.views(), call.repository(), status));
    }

    private static String commit(Call call, String parameter) throws IOException, Refusal {
        String named = call.parameter(parameter);
        return call.repository().git().resolve(named).orElseThrow(Refusal::notFound);
    }

    private static Answer list(Call call, String parameter) throws IOException, Refusal {
        String wanted = call.query("state").orElse("");
        List<CommitStatus> found =
                of(call.repository(), commit(call, parameter)).stream()
                        .filter(status -> wanted.isEmpty() || status.state().equals(wanted))
                        .toList();
        Repository repository = call.repository();
        return call.page().linked(found, status -> view(call.views(), repository, status));
    }

    /// Newest first.
    private static List<CommitStatus> of(Repository repository, String commit) {
        return repository.statuses().reversed().stream()
                .filter(status -> status.commit().equals(commit))
                .toList();
    }

    private static Answer combined(Call call) throws IOException, Refusal {
        String commit = commit(call, "ref");
        Repository repository = call.repository();
        Map<String, CommitStatus> latest = new LinkedHashMap<>();
        of(repository, commit).forEach(s -> latest.putIfAbsent(s.context(), s));
        if (latest.isEmpty()) {
            return Answer.json(200, none());
        }
        String state =
                latest.values().stream()
                        .map(CommitStatus::state)
                        .min(Comparator.comparingInt(WORST_FIRST::indexOf))
                        .orElse("success");
        String url = call.views().links().api(call.repository()) + "/commits/" + commit;
        ObjectNode view =
                Json.object()
                        .put("state", state)
                        .put("sha", commit)
                        .put("total_count", latest.size());
        view.set(
                "statuses",
                Json.array(
                        latest.values().stream()
                                .map(status -> view(call.views(), repository, status))
                                .toList()));
        view.set("repository", call.views().repository(call.repository()));
        view.put("commit_url", url).put("url", url + "/status");
        return Answer.json(200, view).with("X-Total-Count", Integer.toString(latest.size()));
    }

    private static JsonNode none() {
        return Json.object()
                .put("state", "")
                .put("sha", "")
                .put("total_count", 0)
                .putNull("statuses")
                .putNull("repository")
                .put("commit_url", "")
                .put("url", "");
    }

    private static JsonNode view(Views views, Repository repository, CommitStatus status) {
        String statuses = views.links().api(repository) + "/statuses/";
        ObjectNode view =
                Json.object()
                        .put("id", status.id())
                        .put("status", status.state())
                        .put("target_url", status.targetUrl())
                        .put("description", status.description())
                        .put("url", statuses + status.commit())
                        .put("context", status.context());
        view.set("creator", views.user(status.creator()));
        return view.put("created_at", status.createdAt().toString())
                .put("updated_at", status.createdAt().toString());
    }
}
