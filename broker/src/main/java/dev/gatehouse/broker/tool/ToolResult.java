package dev.gatehouse.broker.tool;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a tool brought: for programs as data, for readers as a view of it.
///
/// @param data an object, or an array of them
/// @param note what has to be said beside it, such as that there is more
/// @param page the web page that shows it
/// @param steps what is left to do beside the agent; only the command can
public record ToolResult(
        JsonNode data, View view, Optional<String> note, Optional<String> page, List<Step> steps) {
    public ToolResult {
        steps = List.copyOf(steps);
    }

    public static ToolResult of(JsonNode data, View view) {
        return new ToolResult(data, view, Optional.empty(), Optional.empty(), List.of());
    }

    public ToolResult noting(String text) {
        return new ToolResult(data, view, Optional.of(text), page, steps);
    }

    public ToolResult shownAt(String url) {
        return new ToolResult(data, view, note, Optional.of(url), steps);
    }

    public ToolResult then(Step... next) {
        return new ToolResult(data, view, note, page, List.of(next));
    }
}
