package dev.gatehouse.broker.tool.shell;

import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.forge.Forge;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Picks the members that `--json FIELDS` names.
final class Selection {
    private Selection() {}

    /// @param fields none: all
    static JsonNode of(JsonNode data, List<String> fields) throws ToolFailure {
        if (fields.isEmpty()) {
            return data;
        }
        if (!data.isArray()) {
            return picked(data, fields);
        }
        ArrayNode all = Forge.object().arrayNode();
        for (JsonNode item : data) {
            all.add(picked(item, fields));
        }
        return all;
    }

    private static JsonNode picked(JsonNode item, List<String> fields) throws ToolFailure {
        ObjectNode picked = Forge.object();
        for (String field : fields) {
            JsonNode value = item.get(field);
            if (value == null) {
                throw ToolFailure.usage(
                        "--json: there is no field '"
                                + field
                                + "'; there are "
                                + String.join(", ", item.propertyNames()));
            }
            picked.set(field, value);
        }
        return picked;
    }
}
