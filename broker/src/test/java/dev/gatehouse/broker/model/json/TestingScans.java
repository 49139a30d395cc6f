package dev.gatehouse.broker.model.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.model.json.JsonProgress.Defect;
import dev.gatehouse.broker.model.json.JsonProgress.Unfinished;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Readings of whole and cut documents, and what must be true of any.
final class TestingScans {
    static final JsonPaths PATHS =
            JsonPaths.of(
                    "model",
                    "stream",
                    "max_tokens",
                    "stream_options.include_usage",
                    "requests[]",
                    "requests[].params.model",
                    "usage.input_tokens");

    private static final JsonFactory JACKSON =
            JsonFactory.builder()
                    .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(Levels.MOST)
                                    .maxNumberLength(1_000_000)
                                    .build())
                    .build();

    private static final Pattern SURROGATE = Pattern.compile("(?i)\\\\ud[89a-f]");

    private TestingScans() {}

    record Found(String path, JsonValue value) {}

    record Scanned(JsonProgress end, List<Found> found) {}

    static Scanned scan(byte[] bytes) {
        return scan(bytes, Integer.MAX_VALUE, new Random(0));
    }

    static Scanned scan(String text) {
        return scan(text.getBytes(StandardCharsets.UTF_8));
    }

    /// In pieces of 1 to `maxPiece` bytes, in arrays and outside of the heap by turns.
    static Scanned scan(byte[] bytes, int maxPiece, Random random) {
        List<Found> found = new ArrayList<>();
        JsonScan scan = new JsonScan(PATHS, (path, value) -> found.add(new Found(path, value)));
        int at = 0;
        while (at < bytes.length) {
            int piece = (int) Math.min(bytes.length - at, 1 + random.nextLong(maxPiece));
            ByteBuffer buffer =
                    random.nextBoolean()
                            ? ByteBuffer.wrap(bytes, at, piece)
                            : ByteBuffer.allocateDirect(piece).put(bytes, at, piece).flip();
            JsonProgress progress = scan.accept(buffer);
            assertThat(buffer.hasRemaining()).as("all of a piece is taken").isFalse();
            at += piece;
            if (!(progress instanceof Unfinished)) {
                break;
            }
        }
        return new Scanned(scan.end(), found);
    }

    /// What holds for whatever is sent.
    static void check(byte[] bytes) {
        Scanned whole = scan(bytes);
        Scanned cut = scan(bytes, 1, new Random(0));
        assertThat(cut).as("read byte by byte as in one piece").isEqualTo(whole);
        if (whole.end() instanceof Defect(long offset, String problem)) {
            assertThat(offset).isBetween(0L, (long) bytes.length);
            assertThat(problem).as("in our own words").matches("[ -~]{1,200}");
        } else {
            assertThat(isJson(bytes) || holdsSurrogateEscape(bytes))
                    .as("what is taken is JSON")
                    .isTrue();
        }
    }

    /// Jackson refuses half a pair everywhere, we only where it decides.
    static boolean holdsSurrogateEscape(byte[] bytes) {
        return SURROGATE.matcher(new String(bytes, StandardCharsets.ISO_8859_1)).find();
    }

    /// Whether the bytes are strict UTF-8 and one JSON document to Jackson.
    static boolean isJson(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
        try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), text)) {
            int depth = 0;
            int documents = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME) {
                    parser.getString();
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                documents += depth == 0 ? 1 : 0;
            }
            return documents == 1 && depth == 0;
        } catch (JacksonException notJson) {
            return false;
        }
    }
}
