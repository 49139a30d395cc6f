package dev.gatehouse.broker.model.json;

/// Takes the wanted values of one document, in the document's order.
@FunctionalInterface
public interface JsonValues {
    /// @param path the wanted path, as it was given to [JsonPaths#of]
    void found(String path, JsonValue value);
}
