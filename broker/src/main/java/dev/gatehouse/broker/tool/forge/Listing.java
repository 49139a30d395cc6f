package dev.gatehouse.broker.tool.forge;

import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The first items of a list.
///
/// @param more whether there are others behind them
/// @param total how many there are in all, where the forge says so
public record Listing(List<JsonNode> items, boolean more, OptionalLong total) {
    public Listing {
        items = List.copyOf(items);
    }

    /// The result of a tool that shows them; it says where they are not all.
    ///
    /// @param shown the items, as tools show them
    public ToolResult result(List<ObjectNode> shown, View view) {
        ToolResult result = ToolResult.of(Forge.object().arrayNode().addAll(shown), view);
        return note().map(result::noting).orElse(result);
    }

    /// What has to be said where not all is shown.
    public Optional<String> note() {
        if (!more) {
            return Optional.empty();
        }
        String all = total.isPresent() ? " of " + total.getAsLong() : "; there are more";
        String remedy =
                total.isPresent()
                        ? "--limit " + total.getAsLong() + " shows all"
                        : "a larger --limit shows more";
        return Optional.of("showing " + items.size() + all + " (" + remedy + ")");
    }
}
