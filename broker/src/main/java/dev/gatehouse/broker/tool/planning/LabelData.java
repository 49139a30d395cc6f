package dev.gatehouse.broker.tool.planning;

import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A label as tools show it, out of the forge's.
final class LabelData {
    private LabelData() {}

    /// @param label the forge's
    static ObjectNode of(JsonNode label) {
        ObjectNode data = Forge.object();
        data.put("id", label.path("id").asLong(0));
        data.put("name", label.path("name").asString(""));
        data.put("color", label.path("color").asString(""));
        data.put("description", label.path("description").asString(""));
        data.put("exclusive", label.path("exclusive").asBoolean(false));
        data.put("archived", label.path("is_archived").asBoolean(false));
        return data;
    }

    static View table(List<ObjectNode> labels) {
        return new View.Table(
                List.of("NAME", "COLOR", "DESCRIPTION"),
                labels.stream()
                        .map(label ->
                                List.of(
                                        label.path("name").asString(),
                                        label.path("color").asString(),
                                        label.path("description").asString()))
                        .toList(),
                "no labels match");
    }
}
