package dev.gatehouse.broker.tool.issue;

import dev.gatehouse.broker.tool.Age;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.View.Fact;
import dev.gatehouse.broker.tool.forge.Forge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An issue as tools show it, out of the forge's.
public final class IssueData {
    private IssueData() {}

    /// @param issue the forge's
    public static ObjectNode of(JsonNode issue) {
        ObjectNode data = Forge.object();
        data.put("number", issue.path("number").asLong(0));
        data.put("repository", issue.path("repository").path("full_name").asString(""));
        data.put("title", issue.path("title").asString(""));
        data.put("state", issue.path("state").asString(""));
        data.put("author", issue.path("user").path("login").asString(""));
        data.set("labels", names(issue.path("labels"), "name"));
        data.set("assignees", names(issue.path("assignees"), "login"));
        data.put("milestone", issue.path("milestone").path("title").asString(""));
        data.set("attachments", names(issue.path("assets"), "name"));
        data.put("comments", issue.path("comments").asLong(0));
        data.put("createdAt", issue.path("created_at").asString(""));
        data.put("closedAt", issue.path("closed_at").asString(""));
        data.put("updatedAt", issue.path("updated_at").asString(""));
        data.put("dueAt", issue.path("due_date").asString(""));
        data.put("url", issue.path("html_url").asString(""));
        data.put("body", issue.path("body").asString(""));
        return data;
    }

    public static ArrayNode names(JsonNode list, String member) {
        ArrayNode names = Forge.object().arrayNode();
        list.forEach(item -> names.add(item.path(member).asString("")));
        return names;
    }

    static View table(List<ObjectNode> issues, Instant now) {
        return table(issues, issue -> "#" + issue.path("number").asLong(), now);
    }

    /// Of issues that need not be of one repository.
    static View tableAcross(List<ObjectNode> issues, Instant now) {
        return table(
                issues,
                issue -> issue.path("repository").asString() + "#" + issue.path("number").asLong(),
                now);
    }

    private static View table(
            List<ObjectNode> issues, Function<ObjectNode, String> number, Instant now) {
        List<List<String>> rows = new ArrayList<>();
        for (ObjectNode issue : issues) {
            rows.add(
                    List.of(
                            number.apply(issue),
                            issue.path("state").asString(),
                            issue.path("title").asString(),
                            joined(issue.path("labels")),
                            joined(issue.path("assignees")),
                            Age.of(issue.path("updatedAt").asString(), now)));
        }
        return new View.Table(
                List.of("NUMBER", "STATE", "TITLE", "LABELS", "ASSIGNEES", "UPDATED"),
                rows,
                "no issues match");
    }

    static View card(ObjectNode issue, Instant now) {
        return new View.Card(
                "#" + issue.path("number").asLong() + " " + issue.path("title").asString(),
                List.of(
                        new Fact("state", issue.path("state").asString()),
                        new Fact(
                                "author",
                                issue.path("author").asString()
                                        + ", "
                                        + Age.of(issue.path("createdAt").asString(), now)),
                        new Fact("labels", joined(issue.path("labels"))),
                        new Fact("assignees", joined(issue.path("assignees"))),
                        new Fact("milestone", issue.path("milestone").asString()),
                        new Fact("due", DueDate.shown(issue.path("dueAt").asString())),
                        new Fact("attachments", joined(issue.path("attachments"))),
                        new Fact("comments", issue.path("comments").asString()),
                        new Fact("url", issue.path("url").asString())),
                issue.path("body").asString());
    }

    /// What a tool brings that changed an issue.
    ///
    /// @param verb what was done, as in `closed`
    /// @param answer the forge's
    static ToolResult done(String verb, JsonNode answer) {
        ObjectNode issue = of(answer);
        String url = issue.path("url").asString();
        return ToolResult.of(
                        issue,
                        new View.Line(verb + " #" + issue.path("number").asLong() + ": " + url))
                .shownAt(url);
    }

    /// The texts of an array, for a reader.
    public static String joined(JsonNode array) {
        StringJoiner joined = new StringJoiner(", ");
        array.forEach(item -> joined.add(item.asString()));
        return joined.toString();
    }
}
