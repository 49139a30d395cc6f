package dev.gatehouse.broker.tool.planning;

import dev.gatehouse.broker.tool.Age;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.View.Fact;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.issue.DueDate;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A milestone as tools show it, out of the forge's.
final class MilestoneData {
    private MilestoneData() {}

    /// @param milestone the forge's
    static ObjectNode of(JsonNode milestone, ToolCall call) {
        long id = milestone.path("id").asLong(0);
        ObjectNode data = Forge.object();
        data.put("id", id);
        data.put("title", milestone.path("title").asString(""));
        data.put("state", milestone.path("state").asString(""));
        data.put("openIssues", milestone.path("open_issues").asLong(0));
        data.put("closedIssues", milestone.path("closed_issues").asLong(0));
        data.put("dueAt", milestone.path("due_on").asString(""));
        data.put("createdAt", milestone.path("created_at").asString(""));
        data.put("closedAt", milestone.path("closed_at").asString(""));
        data.put("url", call.setting().forgeUrl() + "/" + call.repository() + "/milestone/" + id);
        data.put("description", milestone.path("description").asString(""));
        return data;
    }

    static View table(List<ObjectNode> milestones) {
        return new View.Table(
                List.of("TITLE", "STATE", "OPEN", "CLOSED", "DUE"),
                milestones.stream()
                        .map(milestone ->
                                List.of(
                                        milestone.path("title").asString(),
                                        milestone.path("state").asString(),
                                        milestone.path("openIssues").asString(),
                                        milestone.path("closedIssues").asString(),
                                        DueDate.shown(milestone.path("dueAt").asString())))
                        .toList(),
                "no milestones match");
    }

    static View card(ObjectNode milestone, Instant now) {
        return new View.Card(
                milestone.path("title").asString(),
                List.of(
                        new Fact("state", milestone.path("state").asString()),
                        new Fact("open issues", milestone.path("openIssues").asString()),
                        new Fact("closed issues", milestone.path("closedIssues").asString()),
                        new Fact("due", DueDate.shown(milestone.path("dueAt").asString())),
                        new Fact("created", Age.of(milestone.path("createdAt").asString(), now)),
                        new Fact("url", milestone.path("url").asString())),
                milestone.path("description").asString());
    }
}
