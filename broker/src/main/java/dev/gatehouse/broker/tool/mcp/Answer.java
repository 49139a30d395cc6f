package dev.gatehouse.broker.tool.mcp;

import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.protocol.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a request comes to.
sealed interface Answer {
    /// @param result without what the revision adds to every result
    record Result(ObjectNode result) implements Answer {}

    /// @param refusal where it was the broker's no, which goes on record
    /// @param text for the model
    record Failed(Optional<Refusal> refusal, String text) implements Answer {}

    /// @param status of HTTP, to a client whose requests stand for themselves
    record Wrong(int code, int status, String text, Optional<ObjectNode> data) implements Answer {}

    int METHOD_NOT_FOUND = -32601;
    int INVALID_PARAMS = -32602;
    int HEADER_MISMATCH = -32020;
    int UNSUPPORTED_REVISION = -32022;

    static Wrong invalid(String text) {
        return new Wrong(INVALID_PARAMS, 400, text, Optional.empty());
    }

    /// A tool's result: text for the model, data for programs. Data is an object always, as
    /// revisions before 2026-07-28 want it.
    static Result tool(String text, JsonNode data) {
        ObjectNode result = content(text, false);
        if (data.isObject()) {
            result.set("structuredContent", data);
        } else {
            result.putObject("structuredContent").set("items", data);
        }
        return new Result(result);
    }

    /// A message as it goes on the wire.
    static byte[] bytes(Message request, Answer answer) {
        ObjectNode message = Forge.object().put("jsonrpc", "2.0");
        message.set("id", request.id());
        switch (answer) {
            case Result(ObjectNode result) -> message.set("result", whole(request, result));
            case Failed(Optional<Refusal> _, String text) ->
                    message.set("result", whole(request, content(text, true)));
            case Wrong(int code, int _, String text, Optional<ObjectNode> data) -> {
                ObjectNode error = message.putObject("error").put("code", code);
                error.put("message", text);
                data.ifPresent(more -> error.set("data", more));
            }
        }
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode whole(Message request, ObjectNode result) {
        return request.isModern() ? result.put("resultType", "complete") : result;
    }

    private static ObjectNode content(String text, boolean error) {
        ObjectNode result = Forge.object();
        result.putArray("content").addObject().put("type", "text").put("text", text);
        return result.put("isError", error);
    }
}
