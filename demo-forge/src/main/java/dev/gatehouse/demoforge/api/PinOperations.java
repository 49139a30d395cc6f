package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Issue;
import dev.gatehouse.demoforge.world.Pull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Issues and pull requests shown above the others, at most three of each.
final class PinOperations {
    private static final int MOST = 3;

    private PinOperations() {}

    static void addTo(Routes<Operation> routes) {
        String repository = "/repos/{owner}/{repo}";
        routes.on("POST", repository + "/issues/{index}/pin", PinOperations::pin)
                .on("DELETE", repository + "/issues/{index}/pin", PinOperations::unpin)
                .on("GET", repository + "/issues/pinned", PinOperations::issues)
                .on("GET", repository + "/pulls/pinned", PinOperations::pulls);
    }

    private static Answer pin(Call call) throws Refusal {
        call.needsAdmin();
        Issue issue = call.issue();
        if (issue.repository().pinned().contains(issue)) {
            return Answer.empty(204);
        }
        long alike =
                issue.repository().pinned().stream()
                        .filter(other -> other.pull().isPresent() == issue.pull().isPresent())
                        .count();
        if (alike >= MOST) {
            throw Refusal.of(400, "You have reached the max number of pinned issues");
        }
        issue.repository().pinned().add(issue);
        return Answer.empty(204);
    }

    private static Answer unpin(Call call) throws Refusal {
        call.needsAdmin();
        call.repository().pinned().remove(call.issue());
        return Answer.empty(204);
    }

    private static Answer issues(Call call) throws Refusal {
        List<Issue> pinned =
                call.repository().pinned().stream().filter(i -> i.pull().isEmpty()).toList();
        return Answer.json(200, Json.array(pinned.stream().map(call.views()::issue).toList()));
    }

    private static Answer pulls(Call call) throws IOException, Refusal {
        var views = new ArrayList<JsonNode>();
        for (Issue issue : call.repository().pinned()) {
            if (issue.pull().isPresent()) {
                Pull pull = issue.pull().get();
                views.add(new PullViews(call.views()).pull(pull));
            }
        }
        return Answer.json(200, Json.array(views));
    }
}
