package dev.gatehouse.demoforge.http;

import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The one mapper: as lenient as Go's decoder about what follows the first value.
public final class Json {
    static final JsonMapper MAPPER =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// An array of `nodes`.
    public static ArrayNode array(Iterable<? extends JsonNode> nodes) {
        ArrayNode array = MAPPER.createArrayNode();
        nodes.forEach(array::add);
        return array;
    }

    /// An array of strings.
    public static ArrayNode texts(Iterable<String> texts) {
        ArrayNode array = MAPPER.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    /// Reads a shape: an object with the fields that never change, from beside `owner`.
    public static ObjectNode shape(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name + " beside " + owner);
            }
            return (ObjectNode) MAPPER.readTree(in);
        } catch (IOException unreadable) {
            throw new IllegalStateException("unreadable resource " + name, unreadable);
        }
    }

    /// Reads the first value in `content`; what is not JSON is a [JacksonException], and nothing is
    /// a missing node.
    public static JsonNode read(byte[] content) throws JacksonException {
        return MAPPER.readTree(content);
    }

    public static String text(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    public static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }
}
