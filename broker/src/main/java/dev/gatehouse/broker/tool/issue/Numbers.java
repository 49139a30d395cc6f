package dev.gatehouse.broker.tool.issue;

import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.forge.Listing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Labels and milestones have names for people and ids for the forge. Names are compared exactly,
/// else ignoring case; one that is not there is a failure that names those that are.
public final class Numbers {
    private static final long ALL = 10_000;

    private Numbers() {}

    /// The ids of labels.
    public static List<Long> labels(ToolCall call, Collection<String> names) throws ToolFailure {
        return labelNodes(call, names).stream().map(label -> label.path("id").asLong()).toList();
    }

    /// Labels as the forge has them.
    public static List<JsonNode> labelNodes(ToolCall call, Collection<String> names)
            throws ToolFailure {
        List<JsonNode> found = new ArrayList<>();
        if (names.isEmpty()) {
            return found;
        }
        Listing labels = call.forge().list(call.target("labels"), ALL);
        for (String name : names) {
            found.add(find(labels, "name", name, "label"));
        }
        return found;
    }

    /// The id of a milestone, open or closed.
    public static long milestone(ToolCall call, String title) throws ToolFailure {
        return milestoneNode(call, title).path("id").asLong();
    }

    /// A milestone as the forge has it, open or closed.
    public static JsonNode milestoneNode(ToolCall call, String title) throws ToolFailure {
        Listing milestones = call.forge().list(call.target("milestones").with("state", "all"), ALL);
        return find(milestones, "title", title, "milestone");
    }

    private static JsonNode find(Listing list, String member, String wanted, String what)
            throws ToolFailure {
        for (JsonNode item : list.items()) {
            if (item.path(member).asString("").equals(wanted)) {
                return item;
            }
        }
        for (JsonNode item : list.items()) {
            if (item.path(member).asString("").equalsIgnoreCase(wanted)) {
                return item;
            }
        }
        String there =
                list.items().isEmpty()
                        ? "there is none"
                        : "there is "
                                + list.items().stream()
                                        .map(item -> "'" + item.path(member).asString("") + "'")
                                        .collect(Collectors.joining(", "));
        throw ToolFailure.usage("there is no " + what + " '" + wanted + "'; " + there);
    }
}
