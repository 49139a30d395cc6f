package dev.gatehouse.shim.endpoint;

import dev.gatehouse.shim.json.Json;
import dev.gatehouse.shim.json.JsonReader;
import dev.gatehouse.shim.json.NotJson;
import java.nio.charset.StandardCharsets;

/// One JSON-RPC message, as it was written and as it reads.
@SuppressWarnings("ArrayRecordComponent") // Passed on as it is, never compared.
public record Message(byte[] bytes, Json json) {
    private static final String REVISION = "io.modelcontextprotocol/protocolVersion";

    public enum Kind {
        REQUEST,
        NOTIFICATION,
        RESPONSE,
        /// No message of JSON-RPC, or several of them.
        NONE
    }

    public static Message read(byte[] bytes) throws NotJson {
        return new Message(bytes, JsonReader.read(bytes));
    }

    /// One that is ours, and well-formed.
    public static Message of(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try {
            return read(bytes);
        } catch (NotJson e) {
            throw new IllegalArgumentException(e);
        }
    }

    public Kind kind() {
        boolean identified = !id().equals(Json.Literal.NULL);
        if (!method().isEmpty()) {
            return identified ? Kind.REQUEST : Kind.NOTIFICATION;
        }
        return identified ? Kind.RESPONSE : Kind.NONE;
    }

    /// Empty for a response.
    public String method() {
        return json.get("method") instanceof Json.Text method ? method.text() : "";
    }

    /// A text or a number; `null` for a notification.
    public Json id() {
        return json.get("id");
    }

    public Json params() {
        return json.get("params");
    }

    public boolean isAnswerTo(Json request) {
        return kind() == Kind.RESPONSE && id().equals(request);
    }

    /// The revision that a message names itself, as all requests do since 2026-07-28; else empty,
    /// and it belongs to a session.
    String revision() {
        return params().get("_meta").get(REVISION).asText();
    }

    public boolean isStateless() {
        return !revision().isEmpty();
    }
}
