package dev.gatehouse.broker.tool.pull;

import dev.gatehouse.broker.tool.Age;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.View.Fact;
import dev.gatehouse.broker.tool.forge.Forge;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A review as tools show it, and the comments on lines that belong to it.
final class ReviewData {
    private ReviewData() {}

    /// @param review the forge's
    static ObjectNode of(JsonNode review) {
        ObjectNode data = Forge.object();
        data.put("id", review.path("id").asLong(0));
        data.put("author", review.path("user").path("login").asString(""));
        data.put("state", review.path("state").asString(""));
        data.put("commit", review.path("commit_id").asString(""));
        data.put("isStale", review.path("stale").asBoolean(false));
        data.put("isDismissed", review.path("dismissed").asBoolean(false));
        data.put("isOfficial", review.path("official").asBoolean(false));
        data.put("submittedAt", review.path("submitted_at").asString(""));
        data.put("url", review.path("html_url").asString(""));
        data.put("body", review.path("body").asString(""));
        return data;
    }

    /// @param comment the forge's
    static ObjectNode comment(JsonNode comment) {
        ObjectNode data = Forge.object();
        data.put("id", comment.path("id").asLong(0));
        data.put("author", comment.path("user").path("login").asString(""));
        data.put("path", comment.path("path").asString(""));
        data.put("line", comment.path("position").asLong(0));
        data.put("originalLine", comment.path("original_position").asLong(0));
        data.put("resolvedBy", comment.path("resolver").path("login").asString(""));
        data.put("createdAt", comment.path("created_at").asString(""));
        data.put("url", comment.path("html_url").asString(""));
        data.put("diffHunk", comment.path("diff_hunk").asString(""));
        data.put("body", comment.path("body").asString(""));
        return data;
    }

    static View card(ObjectNode review, Instant now) {
        return new View.Card(
                review.path("author").asString()
                        + ": "
                        + words(review)
                        + ", "
                        + Age.of(review.path("submittedAt").asString(), now)
                        + " (review "
                        + review.path("id").asLong()
                        + ")",
                List.of(
                        new Fact("commit", review.path("commit").asString()),
                        new Fact("url", review.path("url").asString())),
                review.path("body").asString());
    }

    /// What the review says, and whether that still counts.
    static String words(ObjectNode review) {
        String state = review.path("state").asString().toLowerCase(Locale.ROOT).replace('_', ' ');
        return state
                + (review.path("isDismissed").asBoolean() ? ", dismissed" : "")
                + (review.path("isStale").asBoolean() ? ", of an older commit" : "");
    }

    static View commentCard(ObjectNode comment) {
        String resolved = comment.path("resolvedBy").asString();
        return new View.Card(
                comment.path("path").asString()
                        + where(comment)
                        + ", "
                        + comment.path("author").asString()
                        + " (comment "
                        + comment.path("id").asLong()
                        + ")"
                        + (resolved.isEmpty() ? "" : ", resolved by " + resolved),
                List.of(),
                comment.path("body").asString());
    }

    private static String where(ObjectNode comment) {
        long line = comment.path("line").asLong();
        long original = comment.path("originalLine").asLong();
        if (line > 0) {
            return ":" + line;
        }
        return original > 0 ? ":-" + original : "";
    }
}
