package dev.gatehouse.demoforge.model;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Server-sent events, each written and flushed by itself.
final class EventStream {
    private final List<String> events = new ArrayList<>();

    /// An event whose data carries its own name, as `type`.
    void add(String type, ObjectNode data) {
        ObjectNode named = Json.object().put("type", type);
        named.setAll(data);
        events.add("event: " + type + "\ndata: " + Json.text(named) + "\n\n");
    }

    /// An event without a name.
    void add(JsonNode data) {
        events.add("data: " + Json.text(data) + "\n\n");
    }

    /// The last event of chat completions, which is no JSON.
    void addDone() {
        events.add("data: [DONE]\n\n");
    }

    Answer answer(Behaviours behaviours) {
        return Answer.streamed(
                        200, "text/event-stream; charset=utf-8", out -> write(out, behaviours))
                .with("Cache-Control", "no-cache");
    }

    private void write(OutputStream out, Behaviours behaviours) throws IOException {
        int left = behaviours.events();
        for (String event : events) {
            if (left-- == 0) {
                throw new IOException("told to break off");
            }
            behaviours.delayEvent();
            out.write(event.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
