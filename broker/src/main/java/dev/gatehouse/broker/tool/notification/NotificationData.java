package dev.gatehouse.broker.tool.notification;

import dev.gatehouse.broker.tool.Age;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A thread that an account is told of, as tools show it, out of the forge's.
final class NotificationData {
    private NotificationData() {}

    /// @param thread the forge's
    static ObjectNode of(JsonNode thread) {
        JsonNode subject = thread.path("subject");
        String comment = subject.path("latest_comment_html_url").asString("");
        ObjectNode data = Forge.object();
        data.put("id", thread.path("id").asLong(0));
        data.put("repository", thread.path("repository").path("full_name").asString(""));
        data.put("type", subject.path("type").asString(""));
        data.put("title", subject.path("title").asString(""));
        data.put("state", subject.path("state").asString(""));
        data.put("unread", thread.path("unread").asBoolean(false));
        data.put("pinned", thread.path("pinned").asBoolean(false));
        data.put("updatedAt", thread.path("updated_at").asString(""));
        data.put("url", comment.isEmpty() ? subject.path("html_url").asString("") : comment);
        return data;
    }

    static View table(List<ObjectNode> threads, Instant now) {
        return new View.Table(
                List.of("ID", "STATUS", "REPOSITORY", "TYPE", "TITLE", "STATE", "UPDATED", "URL"),
                threads.stream().map(thread -> row(thread, now)).toList(),
                "no notifications");
    }

    private static List<String> row(ObjectNode thread, Instant now) {
        return List.of(
                thread.path("id").asString(),
                thread.path("unread").asBoolean() ? "unread" : "read",
                thread.path("repository").asString(),
                thread.path("type").asString(),
                thread.path("title").asString(),
                thread.path("state").asString(),
                Age.of(thread.path("updatedAt").asString(), now),
                thread.path("url").asString());
    }
}
