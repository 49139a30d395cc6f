package dev.gatehouse.broker.tool.issue;

import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Of an account that may not write a repository's issues, the forge takes title and text, and
/// leaves all else out without a word. This is the word.
final class LeftOut {
    private LeftOut() {}

    /// @param asked the body that was sent
    /// @param got the issue that was answered
    static ToolResult noted(ToolResult result, JsonNode asked, JsonNode got, ToolCall call) {
        List<String> missing = new ArrayList<>();
        Set<String> labels = values(got.path("labels"), "id");
        if (!labels.containsAll(values(asked.path("labels")))) {
            missing.add("labels");
        }
        Set<String> assignees = values(got.path("assignees"), "login");
        if (asked.has("assignees") && !assignees.equals(values(asked.path("assignees")))) {
            missing.add("assignees");
        }
        if (asked.has("milestone")
                && asked.path("milestone").asLong(0)
                        != got.path("milestone").path("id").asLong(0)) {
            missing.add("milestone");
        }
        boolean due = !got.path("due_date").asString("").isEmpty();
        if (asked.has(due ? "unset_due_date" : "due_date")) {
            missing.add("due date");
        }
        return missing.isEmpty()
                ? result
                : result.noting(
                        "the forge left out "
                                + String.join(", ", missing)
                                + ": "
                                + call.setting().account()
                                + " may not set that in "
                                + call.repository());
    }

    private static Set<String> values(JsonNode list) {
        Set<String> values = new HashSet<>();
        list.forEach(item -> values.add(item.asString("").toLowerCase(Locale.ROOT)));
        return values;
    }

    private static Set<String> values(JsonNode list, String member) {
        Set<String> values = new HashSet<>();
        list.forEach(item -> values.add(item.path(member).asString("").toLowerCase(Locale.ROOT)));
        return values;
    }
}
