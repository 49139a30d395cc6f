package dev.gatehouse.broker.tool.repository;

import dev.gatehouse.broker.tool.Age;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Listing;
import dev.gatehouse.broker.tool.issue.IssueData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A commit as tools show it, out of the forge's.
public final class CommitData {
    private static final int SHORT = 10;

    private CommitData() {}

    /// @param commit the forge's
    public static ObjectNode of(JsonNode commit) {
        JsonNode author = commit.path("commit").path("author");
        String message = commit.path("commit").path("message").asString("");
        ObjectNode data = Forge.object();
        data.put("oid", commit.path("sha").asString(""));
        data.put("author", author.path("name").asString(""));
        data.put("email", author.path("email").asString(""));
        data.put("committedAt", commit.path("created").asString(""));
        data.set("parents", IssueData.names(commit.path("parents"), "sha"));
        data.put("messageHeadline", headline(message));
        data.put("message", message);
        data.put("url", commit.path("html_url").asString(""));
        return data;
    }

    /// The result of a tool that lists commits.
    public static ToolResult result(Listing listing, Instant now) {
        List<ObjectNode> commits = listing.items().stream().map(CommitData::of).toList();
        return listing.result(commits, table(commits, now));
    }

    static View table(List<ObjectNode> commits, Instant now) {
        List<List<String>> rows = new ArrayList<>();
        for (ObjectNode commit : commits) {
            rows.add(
                    List.of(
                            shortened(commit.path("oid").asString()),
                            commit.path("messageHeadline").asString(),
                            commit.path("author").asString(),
                            Age.of(commit.path("committedAt").asString(), now)));
        }
        return new View.Table(List.of("COMMIT", "TITLE", "AUTHOR", "WHEN"), rows, "no commits");
    }

    /// As people tell commits apart.
    public static String shortened(String oid) {
        return oid.length() <= SHORT ? oid : oid.substring(0, SHORT);
    }

    /// The first line of a message.
    public static String headline(String message) {
        return message.lines().findFirst().orElse("");
    }
}
