package dev.gatehouse.demoforge.model;

import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.model.Reply.Text;
import dev.gatehouse.demoforge.model.Reply.Tool;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A reply in the words of Anthropic's `POST /v1/messages`.
final class MessagesApi {
    private MessagesApi() {}

    static ObjectNode document(Reply reply) {
        ObjectNode message = message(reply);
        ArrayNode content = message.putArray("content");
        switch (reply.part()) {
            case Text text -> content.addObject().put("type", "text").put("text", text.whole());
            case Tool tool ->
                    content.add(
                            tool(reply, tool)
                                    .set(
                                            "input",
                                            Json.read(
                                                    tool.input()
                                                            .getBytes(StandardCharsets.UTF_8))));
        }
        message.put("stop_reason", stopReason(reply));
        if (reply.told()) {
            message.set("usage", reply.usage().anthropic(reply.usage().output()));
        }
        return message;
    }

    static EventStream events(Reply reply) {
        EventStream events = new EventStream();
        ObjectNode message = message(reply);
        message.putArray("content");
        if (reply.told()) {
            message.set("usage", reply.usage().anthropic(1));
        }
        events.add("message_start", Json.object().set("message", message));
        events.add("ping", Json.object());
        block(events, reply);
        ObjectNode end = Json.object();
        end.putObject("delta").put("stop_reason", stopReason(reply)).putNull("stop_sequence");
        if (reply.told()) {
            end.putObject("usage").put("output_tokens", reply.usage().output());
        }
        events.add("message_delta", end);
        events.add("message_stop", Json.object());
        return events;
    }

    private static void block(EventStream events, Reply reply) {
        switch (reply.part()) {
            case Text text -> {
                start(events, Json.object().put("type", "text").put("text", ""));
                for (String piece : text.pieces()) {
                    delta(events, Json.object().put("type", "text_delta").put("text", piece));
                }
            }
            case Tool tool -> {
                start(events, tool(reply, tool).set("input", Json.object()));
                delta(
                        events,
                        Json.object()
                                .put("type", "input_json_delta")
                                .put("partial_json", tool.input()));
            }
        }
        events.add("content_block_stop", Json.object().put("index", 0));
    }

    private static void start(EventStream events, ObjectNode block) {
        events.add(
                "content_block_start", Json.object().put("index", 0).set("content_block", block));
    }

    private static void delta(EventStream events, ObjectNode delta) {
        events.add("content_block_delta", Json.object().put("index", 0).set("delta", delta));
    }

    private static ObjectNode tool(Reply reply, Tool tool) {
        return Json.object()
                .put("type", "tool_use")
                .put("id", "toolu_" + reply.number())
                .put("name", tool.name());
    }

    private static ObjectNode message(Reply reply) {
        return Json.object()
                .put("id", "msg_" + reply.number())
                .put("type", "message")
                .put("role", "assistant")
                .put("model", reply.model())
                .putNull("stop_reason")
                .putNull("stop_sequence");
    }

    private static String stopReason(Reply reply) {
        return switch (reply.part()) {
            case Text _ -> "end_turn";
            case Tool _ -> "tool_use";
        };
    }
}
