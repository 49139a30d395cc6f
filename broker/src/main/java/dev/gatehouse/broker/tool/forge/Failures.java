package dev.gatehouse.broker.tool.forge;

import dev.gatehouse.broker.line.ForgeReply;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.protocol.HeaderNames;
import dev.gatehouse.protocol.RefusalCode;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Says which of these an answer is: refused by the broker, with rule and remedy; not found, or not
/// visible; or the forge's own no, with its message.
record Failures(String account) {
    private static final JsonMapper JSON = new JsonMapper();

    ToolFailure of(ForgeReply reply, Target target) {
        JsonNode document = document(reply);
        Optional<RefusalCode> code = reply.header(HeaderNames.REFUSAL).flatMap(RefusalCode::ofWord);
        if (code.isPresent()) {
            return refused(code.get(), document, reply);
        }
        String message = document.path("message").asString("");
        if (reply.status() == 404) {
            return ToolFailure.forge(
                    target.path()
                            + " is not found, or not visible to "
                            + account
                            + (message.isEmpty() ? "" : " (" + message + ")"));
        }
        return ToolFailure.forge(
                "the forge said no ("
                        + reply.status()
                        + ")"
                        + (message.isEmpty() ? "" : ": " + message));
    }

    private static ToolFailure refused(RefusalCode code, JsonNode document, ForgeReply reply) {
        StringBuilder text = new StringBuilder();
        text.append("refused (").append(code.word()).append("): ");
        text.append(document.path("detail").asString(code.title()));
        text.append("\nrule: ").append(document.path("rule").asString(""));
        text.append("\nremedy: ").append(document.path("remedy").asString(""));
        text.append("\nretry: ").append(code.retry().word());
        reply.header(HeaderNames.EXCHANGE)
                .ifPresent(exchange -> text.append("\nexchange: ").append(exchange));
        return ToolFailure.refused(code.exitCode(), code.word(), text.toString());
    }

    private static JsonNode document(ForgeReply reply) {
        try {
            return reply.body().length == 0
                    ? MissingNode.getInstance()
                    : JSON.readTree(reply.body());
        } catch (JacksonException unreadable) {
            return MissingNode.getInstance();
        }
    }
}
