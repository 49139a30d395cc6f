package dev.gatehouse.broker.tool.issue;

import dev.gatehouse.broker.tool.Age;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.View.Fact;
import dev.gatehouse.broker.tool.forge.Forge;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A comment as tools show it, out of the forge's.
public final class CommentData {
    private CommentData() {}

    /// @param comment the forge's
    public static ObjectNode of(JsonNode comment) {
        ObjectNode data = Forge.object();
        data.put("id", comment.path("id").asLong(0));
        data.put("author", comment.path("user").path("login").asString(""));
        data.put("createdAt", comment.path("created_at").asString(""));
        data.put("updatedAt", comment.path("updated_at").asString(""));
        data.put("url", comment.path("html_url").asString(""));
        data.set("attachments", IssueData.names(comment.path("assets"), "name"));
        data.put("body", comment.path("body").asString(""));
        return data;
    }

    public static View card(ObjectNode comment, Instant now) {
        return new View.Card(
                comment.path("author").asString()
                        + ", "
                        + Age.of(comment.path("createdAt").asString(), now)
                        + " (comment "
                        + comment.path("id").asLong()
                        + ")",
                List.of(new Fact("attachments", IssueData.joined(comment.path("attachments")))),
                comment.path("body").asString());
    }
}
