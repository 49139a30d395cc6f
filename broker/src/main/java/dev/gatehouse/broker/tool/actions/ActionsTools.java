package dev.gatehouse.broker.tool.actions;

import static dev.gatehouse.broker.tool.Common.LIMIT;

import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Listing;
import dev.gatehouse.broker.tool.forge.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `forge actions`: what ran, how it went, and what it said.
public final class ActionsTools {
    static final Parameter RUN = Parameter.number("run", "its number, as on its page").operand();
    private static final Parameter STATUS =
            Parameter.choice(
                            "status",
                            "which",
                            "waiting",
                            "running",
                            "success",
                            "failure",
                            "cancelled",
                            "skipped",
                            "blocked")
                    .shortly('s')
                    .plain();
    private static final Parameter WORKFLOW =
            Parameter.text("workflow", "file of the workflow").plain();
    private static final Parameter EVENT =
            Parameter.text("event", "what started it").shortly('e').plain();
    private static final Parameter COMMIT =
            Parameter.text("commit", "of this commit").shortly('c').plain();
    private static final Parameter JOB =
            Parameter.text("job", "only this one, by name or id").shortly('j');
    private static final Parameter FAILED = Parameter.flag("failed", "only of jobs that failed");

    private ActionsTools() {}

    public static List<Tool> all() {
        return Stream.of(own(), WorkflowTools.all(), VariableTools.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Tool> own() {
        return List.of(
                Tool.read("actions", "runs", "List runs of workflows")
                        .takes(STATUS, WORKFLOW, EVENT, COMMIT, LIMIT)
                        .needs("ListActionRuns")
                        .does(ActionsTools::runs),
                Tool.read("actions", "view", "Show a run and its jobs")
                        .plain()
                        .takes(RUN)
                        .needs("ListActionRuns", "ListActionRunJobs")
                        .does(ActionsTools::view),
                Tool.read("actions", "jobs", "List the jobs of a run")
                        .takes(RUN)
                        .needs("ListActionRuns", "ListActionRunJobs")
                        .does(ActionsTools::jobs),
                Tool.read("actions", "logs", "Show what the jobs of a run wrote")
                        .takes(RUN, JOB, FAILED)
                        .needs("ListActionRuns", "ListActionRunJobs", "repoGetActionJobLogs")
                        .does(ActionsTools::logs));
    }

    private static ToolResult runs(ToolCall call) throws ToolFailure {
        Target target =
                call.target("actions", "runs")
                        .with("status", call.given(STATUS))
                        .with("workflow_id", call.given(WORKFLOW))
                        .with("event", call.given(EVENT))
                        .with("head_sha", call.given(COMMIT));
        Listing listing = call.forge().list(target, call.number(LIMIT), "workflow_runs");
        List<ObjectNode> runs = listing.items().stream().map(RunData::of).toList();
        return listing.result(runs, RunData.table(runs, call.setting().now()));
    }

    /// The forge's API knows a run by its id, which no page shows.
    static ObjectNode run(ToolCall call) throws ToolFailure {
        long number = call.number(RUN);
        Target target = call.target("actions", "runs").with("run_number", number);
        for (JsonNode run : call.forge().list(target, 1, "workflow_runs").items()) {
            ObjectNode data = RunData.of(run);
            if (data.path("number").asLong() == number) {
                return data;
            }
        }
        throw ToolFailure.forge(
                "there is no run "
                        + number
                        + " in "
                        + call.repository()
                        + "; see forge actions runs");
    }

    private static List<ObjectNode> jobs(ToolCall call, ObjectNode run) throws ToolFailure {
        List<ObjectNode> jobs = new ArrayList<>();
        Target target = call.target("actions", "runs", run.path("id").asLong(), "jobs");
        call.forge().get(target).forEach(job -> jobs.add(RunData.job(job)));
        return jobs;
    }

    private static ToolResult view(ToolCall call) throws ToolFailure {
        ObjectNode run = run(call);
        List<ObjectNode> jobs = jobs(call, run);
        run.putArray("jobs").addAll(jobs);
        return ToolResult.of(
                        run,
                        new View.Sequence(
                                List.of(
                                        RunData.card(run, call.setting().now()),
                                        RunData.jobs(jobs))))
                .shownAt(run.path("url").asString());
    }

    private static ToolResult jobs(ToolCall call) throws ToolFailure {
        ObjectNode run = run(call);
        List<ObjectNode> jobs = jobs(call, run);
        return ToolResult.of(Forge.object().arrayNode().addAll(jobs), RunData.jobs(jobs))
                .shownAt(run.path("url").asString());
    }

    private static ToolResult logs(ToolCall call) throws ToolFailure {
        ObjectNode run = run(call);
        List<ObjectNode> jobs =
                jobs(call, run).stream().filter(job -> isWanted(call, job)).toList();
        if (jobs.isEmpty()) {
            throw ToolFailure.forge(
                    "run "
                            + run.path("number").asLong()
                            + " has no such job; see forge actions jobs");
        }
        List<View> views = new ArrayList<>();
        for (ObjectNode job : jobs) {
            Target target = call.target("actions", "jobs", job.path("id").asLong(), "logs");
            String log = call.forge().text(target);
            job.put("log", log);
            String head = job.path("name").asString() + ": " + job.path("status").asString();
            views.add(new View.Card(head, List.of(), log));
        }
        return ToolResult.of(Forge.object().arrayNode().addAll(jobs), new View.Sequence(views))
                .shownAt(run.path("url").asString());
    }

    private static boolean isWanted(ToolCall call, ObjectNode job) {
        boolean failed = job.path("status").asString().equals("failure");
        return (failed || !call.flag(FAILED))
                && call.given(JOB)
                        .map(wanted ->
                                wanted.equals(job.path("name").asString())
                                        || wanted.equals(job.path("id").asString()))
                        .orElse(true);
    }
}
