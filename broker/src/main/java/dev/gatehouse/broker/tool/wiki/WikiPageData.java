package dev.gatehouse.broker.tool.wiki;

import dev.gatehouse.broker.tool.Age;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.View.Fact;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.repository.CommitData;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A wiki page, and a revision of one, as tools show them, out of the forge's.
final class WikiPageData {
    private WikiPageData() {}

    /// @param page the forge's, with its text or without
    static ObjectNode of(JsonNode page) {
        ObjectNode data = Forge.object();
        data.put("title", page.path("title").asString(""));
        JsonNode commit = page.path("last_commit");
        data.put("author", commit.path("author").path("name").asString(""));
        data.put("updatedAt", commit.path("author").path("date").asString(""));
        data.put("message", commit.path("message").asString("").strip());
        data.put("sha", commit.path("sha").asString(""));
        data.put("url", page.path("html_url").asString(""));
        if (page.has("content_base64")) {
            data.put("body", text(page));
        }
        return data;
    }

    /// Markdown, as it was written.
    static String text(JsonNode page) {
        // Line breaks within are legal in MIME's form, which this reads too.
        byte[] bytes = Base64.getMimeDecoder().decode(page.path("content_base64").asString(""));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static ObjectNode revision(JsonNode commit) {
        ObjectNode data = Forge.object();
        data.put("sha", commit.path("sha").asString(""));
        data.put("author", commit.path("author").path("name").asString(""));
        data.put("createdAt", commit.path("author").path("date").asString(""));
        data.put("message", commit.path("message").asString("").strip());
        return data;
    }

    static View table(List<ObjectNode> pages, Instant now) {
        return new View.Table(
                List.of("PAGE", "UPDATED", "BY"),
                pages.stream()
                        .map(page ->
                                List.of(
                                        page.path("title").asString(),
                                        Age.of(page.path("updatedAt").asString(), now),
                                        page.path("author").asString()))
                        .toList(),
                "the wiki has no pages");
    }

    static View revisions(List<ObjectNode> revisions, Instant now) {
        return new View.Table(
                List.of("COMMIT", "MESSAGE", "BY", "WHEN"),
                revisions.stream()
                        .map(revision ->
                                List.of(
                                        CommitData.shortened(revision.path("sha").asString()),
                                        CommitData.headline(revision.path("message").asString()),
                                        revision.path("author").asString(),
                                        Age.of(revision.path("createdAt").asString(), now)))
                        .toList(),
                "no revisions");
    }

    static View card(ObjectNode page, Instant now) {
        return new View.Card(
                page.path("title").asString(),
                List.of(
                        new Fact(
                                "updated",
                                Age.of(page.path("updatedAt").asString(), now)
                                        + " by "
                                        + page.path("author").asString()),
                        new Fact("url", page.path("url").asString())),
                page.path("body").asString(""));
    }
}
