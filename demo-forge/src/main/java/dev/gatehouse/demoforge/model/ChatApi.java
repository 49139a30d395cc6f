package dev.gatehouse.demoforge.model;

import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.model.Reply.Text;
import dev.gatehouse.demoforge.model.Reply.Tool;
import tools.jackson.databind.node.ObjectNode;

/// A reply in the words of OpenAI's `POST /v1/chat/completions`.
final class ChatApi {
    private ChatApi() {}

    static ObjectNode document(Reply reply) {
        ObjectNode document = head(reply, "chat.completion");
        ObjectNode choice = document.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        switch (reply.part()) {
            case Text text -> message.put("content", text.whole());
            case Tool tool -> call(message.putNull("content"), reply, tool);
        }
        choice.put("finish_reason", finishReason(reply));
        if (reply.told()) {
            document.set("usage", reply.usage().chat());
        }
        return document;
    }

    /// @param wantsUsage whether the client asked for what was used, which is then in an event of
    ///   its own
    static EventStream events(Reply reply, boolean wantsUsage) {
        EventStream events = new EventStream();
        delta(events, reply, Json.object().put("role", "assistant").put("content", ""));
        switch (reply.part()) {
            case Text text -> {
                for (String piece : text.pieces()) {
                    delta(events, reply, Json.object().put("content", piece));
                }
            }
            case Tool tool -> {
                ObjectNode delta = Json.object();
                call(delta, reply, tool);
                delta(events, reply, delta);
            }
        }
        ObjectNode end = head(reply, "chat.completion.chunk");
        ObjectNode choice = end.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta");
        choice.put("finish_reason", finishReason(reply));
        events.add(end);
        if (wantsUsage && reply.told()) {
            ObjectNode used = head(reply, "chat.completion.chunk");
            used.putArray("choices");
            used.set("usage", reply.usage().chat());
            events.add(used);
        }
        events.addDone();
        return events;
    }

    private static void delta(EventStream events, Reply reply, ObjectNode delta) {
        ObjectNode chunk = head(reply, "chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("finish_reason");
        events.add(chunk);
    }

    private static void call(ObjectNode message, Reply reply, Tool tool) {
        message.putArray("tool_calls")
                .addObject()
                .put("index", 0)
                .put("id", "call_" + reply.number())
                .put("type", "function")
                .putObject("function")
                .put("name", tool.name())
                .put("arguments", tool.input());
    }

    private static ObjectNode head(Reply reply, String object) {
        return Json.object()
                .put("id", "chatcmpl-" + reply.number())
                .put("object", object)
                .put("created", 1_700_000_000)
                .put("model", reply.model());
    }

    private static String finishReason(Reply reply) {
        return switch (reply.part()) {
            case Text _ -> "stop";
            case Tool _ -> "tool_calls";
        };
    }
}
