package dev.gatehouse.broker.relay.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Sees what a parser of the whole document sees, however it is cut.
class AttachmentScannerPropertiesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> NAMES =
            List.of("uuid", "id", "uuid2", "\"uuid", "uuid\\", "a\"uuid\":", "", "\u00fc\"uuid");
    private static final int MOST_DEPTH = 4;

    @Property(tries = 3000)
    void seesWhatAParserSees(@ForAll long seed) {
        Random random = new Random(seed);
        JsonNode document = random.nextBoolean() ? object(random, 0) : array(random, 0);
        byte[] bytes =
                (random.nextBoolean()
                                ? JSON.writeValueAsString(document)
                                : JSON.writerWithDefaultPrettyPrinter()
                                        .writeValueAsString(document))
                        .getBytes(StandardCharsets.UTF_8);
        List<String> seen = new ArrayList<>();
        AttachmentScanner scanner = new AttachmentScanner(seen::add);

        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(1 + random.nextInt(60), bytes.length - at);
            scanner.scan(Unpooled.wrappedBuffer(bytes, at, length));
            at += length;
        }

        List<String> expected = new ArrayList<>();
        collect(document, expected);
        assertThat(seen).as(() -> new String(bytes, StandardCharsets.UTF_8)).isEqualTo(expected);
    }

    private static void collect(JsonNode node, List<String> found) {
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(member -> {
                        if (member.getKey().equals("uuid")
                                && member.getValue().isString()
                                && isId(member.getValue().stringValue())) {
                            found.add(member.getValue().stringValue());
                        }
                        collect(member.getValue(), found);
                    });
        } else if (node instanceof ArrayNode array) {
            array.forEach(element -> collect(element, found));
        }
    }

    private static boolean isId(String text) {
        return text.matches("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = JSON.createObjectNode();
        for (int member = random.nextInt(5); member > 0; member--) {
            object.set(NAMES.get(random.nextInt(NAMES.size())), value(random, depth + 1));
        }
        return object;
    }

    private static ArrayNode array(Random random, int depth) {
        ArrayNode array = JSON.createArrayNode();
        for (int element = random.nextInt(4); element > 0; element--) {
            array.add(value(random, depth + 1));
        }
        return array;
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth < MOST_DEPTH ? 8 : 6)) {
            case 0, 1, 2 -> JSON.getNodeFactory().stringNode(text(random));
            case 3 -> JSON.getNodeFactory().numberNode(random.nextDouble());
            case 4 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
            case 5 -> JSON.getNodeFactory().nullNode();
            case 6 -> object(random, depth);
            default -> array(random, depth);
        };
    }

    private static String text(Random random) {
        String id = "%08x-0000-4000-8000-%012x".formatted(random.nextInt(), random.nextInt(99));
        return switch (random.nextInt(6)) {
            case 0, 1 -> id;
            case 2 -> "\"uuid\":\"" + id + "\"";
            case 3 -> id + "\\";
            case 4 -> "uuid";
            default -> "\uD83D\uDE00 \\\" " + "x".repeat(random.nextInt(50));
        };
    }
}
