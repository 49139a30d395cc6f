package dev.gatehouse.broker.tool.forge;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/// The first items of a list.
///
/// @param more whether there are others behind them
/// @param total how many there are in all, where the forge says so
public record Listing(List<JsonNode> items, boolean more, OptionalLong total) {
    public Listing {
        items = List.copyOf(items);
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
