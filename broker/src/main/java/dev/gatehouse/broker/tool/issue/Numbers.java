package dev.gatehouse.broker.tool.issue;

import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.forge.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Labels and milestones have names for people and ids for the forge.
public final class Numbers {
    private static final long ALL = 10_000;

    private Numbers() {}

    /// @param names as written; compared exactly, else ignoring case
    public static List<Long> labels(ToolCall call, List<String> names) throws ToolFailure {
        List<Long> ids = new ArrayList<>();
        if (names.isEmpty()) {
            return ids;
        }
        Listing labels = call.forge().list(call.target("labels"), ALL);
        for (String name : names) {
            ids.add(find(labels, "name", name, "label"));
        }
        return ids;
    }

    public static long milestone(ToolCall call, String title) throws ToolFailure {
        Listing milestones = call.forge().list(call.target("milestones").with("state", "all"), ALL);
        return find(milestones, "title", title, "milestone");
    }

    private static long find(Listing list, String member, String wanted, String what)
            throws ToolFailure {
        for (JsonNode item : list.items()) {
            if (item.path(member).asString("").equals(wanted)) {
                return item.path("id").asLong();
            }
        }
        for (JsonNode item : list.items()) {
            if (item.path(member).asString("").equalsIgnoreCase(wanted)) {
                return item.path("id").asLong();
            }
        }
        throw ToolFailure.usage(
                "there is no "
                        + what
                        + " '"
                        + wanted
                        + "'; there is "
                        + list.items().stream()
                                .map(item -> "'" + item.path(member).asString("") + "'")
                                .collect(Collectors.joining(", ")));
    }
}
