package dev.gatehouse.demoforge.model;

import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.model.Reply.Text;
import dev.gatehouse.demoforge.model.Reply.Tool;
import tools.jackson.databind.node.ObjectNode;

/// A reply in the words of OpenAI's `POST /v1/responses`, no more of them than clients need.
final class ResponsesApi {
    private ResponsesApi() {}

    static ObjectNode document(Reply reply) {
        ObjectNode document = head(reply, "completed");
        document.putArray("output").add(item(reply, "completed"));
        if (reply.told()) {
            document.set("usage", reply.usage().responses());
        }
        return document;
    }

    static EventStream events(Reply reply) {
        EventStream events = new EventStream();
        ObjectNode begun = head(reply, "in_progress");
        begun.putArray("output");
        events.add("response.created", Json.object().set("response", begun));
        events.add(
                "response.output_item.added",
                Json.object().put("output_index", 0).set("item", begunItem(reply)));
        switch (reply.part()) {
            case Text text -> {
                events.add("response.content_part.added", part(reply, ""));
                for (String piece : text.pieces()) {
                    events.add(
                            "response.output_text.delta",
                            place(reply).put("content_index", 0).put("delta", piece));
                }
                events.add(
                        "response.output_text.done",
                        place(reply).put("content_index", 0).put("text", text.whole()));
                events.add("response.content_part.done", part(reply, text.whole()));
            }
            case Tool tool -> {
                events.add(
                        "response.function_call_arguments.delta",
                        place(reply).put("delta", tool.input()));
                events.add(
                        "response.function_call_arguments.done",
                        place(reply).put("arguments", tool.input()));
            }
        }
        events.add(
                "response.output_item.done",
                Json.object().put("output_index", 0).set("item", item(reply, "completed")));
        events.add("response.completed", Json.object().set("response", document(reply)));
        return events;
    }

    private static ObjectNode part(Reply reply, String text) {
        return place(reply).put("content_index", 0).set("part", outputText(text));
    }

    private static ObjectNode place(Reply reply) {
        return Json.object().put("item_id", "item_" + reply.number()).put("output_index", 0);
    }

    private static ObjectNode begunItem(Reply reply) {
        ObjectNode item = item(reply, "in_progress");
        switch (reply.part()) {
            case Text _ -> item.putArray("content");
            case Tool _ -> item.put("arguments", "");
        }
        return item;
    }

    private static ObjectNode item(Reply reply, String status) {
        ObjectNode item = Json.object().put("id", "item_" + reply.number()).put("status", status);
        switch (reply.part()) {
            case Text text ->
                    item.put("type", "message")
                            .put("role", "assistant")
                            .putArray("content")
                            .add(outputText(text.whole()));
            case Tool tool ->
                    item.put("type", "function_call")
                            .put("call_id", "call_" + reply.number())
                            .put("name", tool.name())
                            .put("arguments", tool.input());
        }
        return item;
    }

    private static ObjectNode outputText(String text) {
        ObjectNode part = Json.object().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        return part;
    }

    private static ObjectNode head(Reply reply, String status) {
        return Json.object()
                .put("id", "resp_" + reply.number())
                .put("object", "response")
                .put("created_at", 1_700_000_000)
                .put("status", status)
                .put("model", reply.model());
    }
}
