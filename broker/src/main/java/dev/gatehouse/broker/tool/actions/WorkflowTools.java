package dev.gatehouse.broker.tool.actions;

import static dev.gatehouse.broker.tool.Common.LIMIT;
import static dev.gatehouse.broker.tool.actions.ActionsTools.RUN;

import dev.gatehouse.broker.tool.Age;
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
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Starting and ending runs of workflows, and what they leave behind.
final class WorkflowTools {
    private static final Parameter WORKFLOW =
            Parameter.text("workflow", "its file, such as ci.yaml").operand().plain();
    private static final Parameter REF =
            Parameter.text("ref", "branch or tag to run on (the default branch)").shortly('r');
    private static final Parameter INPUTS =
            Parameter.lines("field", "an input: NAME=VALUE").shortly('f');
    private static final Parameter OF_RUN =
            Parameter.number("run", "of this run only").optionalOperand();

    private WorkflowTools() {}

    static List<Tool> all() {
        return List.of(
                Tool.write("actions", "dispatch", "Start a workflow")
                        .takes(WORKFLOW, REF, INPUTS)
                        .needs("DispatchWorkflow")
                        .does(WorkflowTools::dispatch),
                Tool.destroy("actions", "cancel", "Cancel a run")
                        .takes(RUN)
                        .needs("ListActionRuns", "CancelActionRun")
                        .does(WorkflowTools::cancel),
                Tool.read("actions", "artifacts", "List what runs have left behind")
                        .takes(OF_RUN, LIMIT)
                        .needs("ListActionArtifacts")
                        .does(WorkflowTools::artifacts));
    }

    private static ToolResult dispatch(ToolCall call) throws ToolFailure {
        String workflow = call.text(WORKFLOW);
        Optional<String> given = call.given(REF);
        String ref =
                given.isPresent()
                        ? given.get()
                        : call.forge().get(call.target()).path("default_branch").asString("");
        ObjectNode wanted = Forge.object().put("ref", ref).put("return_run_info", true);
        ObjectNode inputs = wanted.putObject("inputs");
        for (String input : call.texts(INPUTS)) {
            int equals = input.indexOf('=');
            if (equals < 1) {
                throw ToolFailure.usage("'" + input + "' is no NAME=VALUE");
            }
            inputs.put(input.substring(0, equals), input.substring(equals + 1));
        }
        JsonNode answer =
                call.forge()
                        .post(call.target("actions", "workflows", workflow, "dispatches"), wanted);
        ObjectNode data = Forge.object().put("workflowName", workflow).put("headBranch", ref);
        // Older forges do not say which run it is.
        long number = answer.path("run_number").asLong(0);
        if (number > 0) {
            data.put("number", number).put("id", answer.path("id").asLong(0));
        }
        String run = number > 0 ? ", as run " + number : "; forge actions runs shows it";
        return ToolResult.of(data, new View.Line("started " + workflow + " on " + ref + run));
    }

    private static ToolResult cancel(ToolCall call) throws ToolFailure {
        ObjectNode run = ActionsTools.run(call);
        call.forge().post(call.target("actions", "runs", run.path("id").asLong(), "cancel"));
        return ToolResult.of(run, new View.Line("cancelled run " + run.path("number").asLong()));
    }

    private static ToolResult artifacts(ToolCall call) throws ToolFailure {
        Target target = call.target("actions", "artifacts");
        if (call.givenNumber(OF_RUN).isPresent()) {
            long id = ActionsTools.run(call).path("id").asLong();
            target = call.target("actions", "runs", id, "artifacts");
        }
        Listing listing = call.forge().list(target, call.number(LIMIT));
        List<ObjectNode> artifacts = listing.items().stream().map(WorkflowTools::artifact).toList();
        List<List<String>> rows = new ArrayList<>();
        for (ObjectNode artifact : artifacts) {
            rows.add(
                    List.of(
                            artifact.path("id").asString(),
                            artifact.path("name").asString(),
                            artifact.path("size").asString(),
                            Age.of(artifact.path("createdAt").asString(), call.setting().now())));
        }
        return listing.result(
                artifacts,
                new View.Table(
                        List.of("ARTIFACT", "NAME", "BYTES", "CREATED"), rows, "no artifacts"));
    }

    private static ObjectNode artifact(JsonNode artifact) {
        ObjectNode data = Forge.object();
        data.put("id", artifact.path("id").asLong(0));
        data.put("name", artifact.path("name").asString(""));
        data.put("size", artifact.path("size_in_bytes").asLong(0));
        data.put("runId", artifact.path("run_id").asLong(0));
        data.put("isExpired", artifact.path("expired").asBoolean(false));
        data.put("createdAt", artifact.path("created_at").asString(""));
        data.put("expiresAt", artifact.path("expires_at").asString(""));
        return data;
    }
}
