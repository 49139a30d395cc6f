package dev.gatehouse.broker.tool.actions;

import dev.gatehouse.broker.tool.Age;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.View.Fact;
import dev.gatehouse.broker.tool.forge.Forge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A run of a workflow, and a job of it, as tools show them. A run's `number` is the one its page
/// has; its `id` is the one the API has.
final class RunData {
    private RunData() {}

    /// @param run the forge's
    static ObjectNode of(JsonNode run) {
        ObjectNode data = Forge.object();
        data.put("number", run.path("index_in_repo").asLong(0));
        data.put("id", run.path("id").asLong(0));
        data.put("displayTitle", run.path("title").asString(""));
        data.put("status", run.path("status").asString(""));
        data.put("workflowName", run.path("workflow_id").asString(""));
        data.put("event", run.path("trigger_event").asString(""));
        data.put("headBranch", run.path("prettyref").asString(""));
        data.put("headSha", run.path("commit_sha").asString(""));
        data.put("actor", run.path("trigger_user").path("login").asString(""));
        data.put("needsApproval", run.path("need_approval").asBoolean(false));
        data.put("createdAt", run.path("created").asString(""));
        data.put("startedAt", run.path("started").asString(""));
        data.put("stoppedAt", run.path("stopped").asString(""));
        data.put("url", run.path("html_url").asString(""));
        return data;
    }

    /// @param job the forge's
    static ObjectNode job(JsonNode job) {
        ObjectNode data = Forge.object();
        data.put("id", job.path("id").asLong(0));
        data.put("name", job.path("name").asString(""));
        data.put("status", job.path("status").asString(""));
        data.put("attempt", job.path("attempt").asLong(0));
        return data;
    }

    static View table(List<ObjectNode> runs, Instant now) {
        List<List<String>> rows = new ArrayList<>();
        for (ObjectNode run : runs) {
            rows.add(
                    List.of(
                            run.path("number").asString(),
                            run.path("status").asString(),
                            run.path("displayTitle").asString(),
                            run.path("workflowName").asString(),
                            run.path("headBranch").asString(),
                            run.path("event").asString(),
                            Age.of(run.path("createdAt").asString(), now)));
        }
        return new View.Table(
                List.of("RUN", "STATUS", "TITLE", "WORKFLOW", "BRANCH", "EVENT", "CREATED"),
                rows,
                "no runs match");
    }

    static View card(ObjectNode run, Instant now) {
        return new View.Card(
                "run " + run.path("number").asLong() + ": " + run.path("displayTitle").asString(),
                List.of(
                        new Fact("status", run.path("status").asString()),
                        new Fact("approval", run.path("needsApproval").asBoolean() ? "needed" : ""),
                        new Fact("workflow", run.path("workflowName").asString()),
                        new Fact("event", run.path("event").asString()),
                        new Fact("branch", run.path("headBranch").asString()),
                        new Fact("commit", run.path("headSha").asString()),
                        new Fact(
                                "by",
                                run.path("actor").asString()
                                        + ", "
                                        + Age.of(run.path("createdAt").asString(), now)),
                        new Fact("url", run.path("url").asString())),
                "");
    }

    static View jobs(List<ObjectNode> jobs) {
        List<List<String>> rows = new ArrayList<>();
        for (ObjectNode job : jobs) {
            rows.add(
                    List.of(
                            job.path("id").asString(),
                            job.path("status").asString(),
                            job.path("name").asString(),
                            job.path("attempt").asString()));
        }
        return new View.Table(List.of("JOB", "STATUS", "NAME", "ATTEMPT"), rows, "no jobs");
    }
}
