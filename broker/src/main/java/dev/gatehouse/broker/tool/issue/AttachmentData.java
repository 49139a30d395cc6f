package dev.gatehouse.broker.tool.issue;

import dev.gatehouse.broker.tool.Age;
import dev.gatehouse.broker.tool.FileName;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An attachment as tools show it, out of the forge's.
final class AttachmentData {
    private AttachmentData() {}

    /// @param attachment the forge's
    /// @param comment the id of the comment it is attached to; 0 for the issue itself
    static ObjectNode of(JsonNode attachment, long comment) {
        ObjectNode data = Forge.object();
        data.put("id", attachment.path("id").asLong(0));
        data.put("name", attachment.path("name").asString(""));
        data.put("size", attachment.path("size").asLong(0));
        data.put("comment", comment);
        data.put("createdAt", attachment.path("created_at").asString(""));
        data.put("external", attachment.path("type").asString("").equals("external"));
        data.put("uuid", attachment.path("uuid").asString(""));
        data.put("url", attachment.path("browser_download_url").asString(""));
        return data;
    }

    /// The name to write it to.
    static String fileName(ObjectNode attachment) {
        String name = attachment.path("name").asString();
        return FileName.isPlain(name) ? name : "attachment-" + attachment.path("id").asLong();
    }

    static View table(List<ObjectNode> attachments, Instant now) {
        return new View.Table(
                List.of("ID", "NAME", "BYTES", "ON", "ATTACHED"),
                attachments.stream().map(attachment -> row(attachment, now)).toList(),
                "nothing is attached");
    }

    private static List<String> row(ObjectNode attachment, Instant now) {
        long comment = attachment.path("comment").asLong();
        return List.of(
                attachment.path("id").asString(),
                attachment.path("name").asString(),
                attachment.path("external").asBoolean()
                        ? "a link"
                        : attachment.path("size").asString(),
                comment == 0 ? "issue" : "comment " + comment,
                Age.of(attachment.path("createdAt").asString(), now));
    }
}
