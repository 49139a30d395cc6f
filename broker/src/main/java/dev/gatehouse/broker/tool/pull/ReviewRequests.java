package dev.gatehouse.broker.tool.pull;

import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Target;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Who is asked to review a pull request.
final class ReviewRequests {
    private ReviewRequests() {}

    /// The forge's document of the requests.
    static JsonNode add(ToolCall call, long number, List<String> reviewers) throws ToolFailure {
        return call.forge().post(target(call, number), body(call, reviewers));
    }

    static void remove(ToolCall call, long number, List<String> reviewers) throws ToolFailure {
        call.forge().delete(target(call, number), body(call, reviewers));
    }

    private static Target target(ToolCall call, long number) {
        return Chosen.target(call, number, "requested_reviewers");
    }

    private static ObjectNode body(ToolCall call, List<String> reviewers) {
        ObjectNode body = Forge.object();
        reviewers.forEach(name -> body.withArray("reviewers").add(call.account(name)));
        return body;
    }
}
