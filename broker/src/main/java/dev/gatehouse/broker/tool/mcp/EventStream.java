package dev.gatehouse.broker.tool.mcp;

import dev.gatehouse.broker.own.OwnReply;
import dev.gatehouse.broker.tool.forge.Forge;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Messages as server-sent events: each is one line, since JSON needs no line ends.
final class EventStream {
    private static final byte[] BEGIN = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final OwnReply reply;

    EventStream(OwnReply reply) {
        this.reply = reply;
        reply.begin(
                "text/event-stream",
                Map.of("Cache-Control", "no-store", "X-Accel-Buffering", "no"));
    }

    void notify(String method, ObjectNode params) throws IOException {
        ObjectNode message = Forge.object().put("jsonrpc", "2.0").put("method", method);
        message.set("params", params);
        send(message.toString().getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] message) throws IOException {
        ByteArrayOutputStream event = new ByteArrayOutputStream(message.length + 8);
        event.writeBytes(BEGIN);
        event.writeBytes(message);
        event.writeBytes(END);
        reply.write(event.toByteArray());
    }

    /// A sign of life.
    void comment() throws IOException {
        reply.write(COMMENT);
    }

    void end() {
        reply.end();
    }
}
