package dev.gatehouse.broker.tool.mcp;

import dev.gatehouse.broker.own.OwnCall;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// A JSON-RPC message of a client's (JSON-RPC 2.0 section 4).
///
/// @param id missing where no answer is expected
/// @param params missing where there are none
record Message(JsonNode id, String method, JsonNode params) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String META = "io.modelcontextprotocol/";

    /// @return none where it is no request and no notification
    static Optional<Message> of(OwnCall call) {
        JsonNode message = JSON.valueToTree(call.fields());
        JsonNode id = message.path("id");
        boolean sound =
                message.path("jsonrpc").asString("").equals("2.0")
                        && message.path("method").isString()
                        && (id.isMissingNode() || id.isString() || id.isIntegralNumber());
        return sound
                ? Optional.of(
                        new Message(id, message.path("method").asString(), message.path("params")))
                : Optional.empty();
    }

    boolean isNotification() {
        return id instanceof MissingNode;
    }

    /// A member of `params`.
    JsonNode param(String name) {
        return params.path(name);
    }

    /// A field that the protocol puts into `_meta`.
    JsonNode meta(String name) {
        return params.path("_meta").path(META + name);
    }

    /// Under which the client wants to hear how far it is.
    Optional<JsonNode> progressToken() {
        JsonNode token = params.path("_meta").path("progressToken");
        return token.isMissingNode() || token.isNull() ? Optional.empty() : Optional.of(token);
    }

    /// Whether it carries its revision.
    boolean isModern() {
        return meta("protocolVersion").isString();
    }
}
