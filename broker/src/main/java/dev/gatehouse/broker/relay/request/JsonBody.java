package dev.gatehouse.broker.relay.request;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// A request body, parsed so strictly that Forgejo cannot read anything else into it.
///
/// Forgejo's decoder matches keys ignoring case, takes the last of duplicates and ignores what
/// follows the document; so keys that are equal ignoring case, and anything after the document, are
/// refused, and what is sent on is this document written anew.
public final class JsonBody {
    private static final int MAX_DEPTH = 64;
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxNameLength(200)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private final Map<String, @Nullable Object> fields;

    private JsonBody(Map<String, @Nullable Object> fields) {
        this.fields = fields;
    }

    /// The answer of [#parse].
    public sealed interface Parsing {
        record Parsed(JsonBody body) implements Parsing {}

        /// @param problem what and where, never the text itself
        record Unparsable(String problem) implements Parsing {}
    }

    /// Parses one object in UTF-8, and nothing after it.
    public static Parsing parse(byte[] utf8) {
        CharBuffer text;
        try {
            // Given bytes, Jackson would also take UTF-16 and UTF-32, and overlong UTF-8.
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
        } catch (CharacterCodingException invalid) {
            return new Parsing.Unparsable("the body is not UTF-8");
        }
        return parse(text);
    }

    private static Parsing parse(CharBuffer text) {
        try (JsonParser parser =
                JSON.createParser(
                        ObjectReadContext.empty(),
                        text.array(),
                        text.arrayOffset(),
                        text.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new Parsing.Unparsable("the body is not a JSON object");
            }
            JsonBody body = new JsonBody(object(parser));
            if (parser.nextToken() != null) {
                return new Parsing.Unparsable(
                        "something follows the JSON object" + at(parser.currentLocation()));
            }
            body.bytes();
            return new Parsing.Parsed(body);
        } catch (Ambiguous ambiguous) {
            return new Parsing.Unparsable(ambiguous.problem + at(ambiguous.location));
        } catch (JacksonException invalid) {
            return new Parsing.Unparsable("the body is not valid JSON" + at(invalid.getLocation()));
        }
    }

    static JsonBody empty() {
        return new JsonBody(new LinkedHashMap<>());
    }

    /// The fields, for the policy to read.
    public Map<String, @Nullable Object> fields() {
        return fields;
    }

    /// Keeps only what the catalogue declares for the operation. A key that only looks like a
    /// declared one is dropped too: Forgejo would take it for that one.
    ///
    /// @return the names of what was dropped
    public List<String> retain(Set<String> declared) {
        List<String> dropped =
                fields.keySet().stream().filter(name -> !declared.contains(name)).toList();
        fields.keySet().retainAll(declared);
        return dropped;
    }

    /// Sets a field to what was decided on.
    public void pin(Map<String, String> values) {
        fields.putAll(values);
    }

    /// The document, written anew.
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            write(generator, fields);
        }
        return bytes.toByteArray();
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws Ambiguous {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Set<String> folded = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (!folded.add(fold(name))) {
                throw new Ambiguous("a key stands twice, ignoring case,", parser);
            }
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws Ambiguous {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return elements;
    }

    private static @Nullable Object value(JsonParser parser) throws Ambiguous {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> text(parser);
            case VALUE_NUMBER_INT -> parser.getBigIntegerValue();
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /// Jackson throws no exception of its own for an exponent that is no `int`.
    private static BigDecimal decimal(JsonParser parser) throws Ambiguous {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException tooFar) {
            throw new Ambiguous("a number has an exponent beyond all use,", parser);
        }
    }

    /// Half a surrogate pair is no character, and each decoder puts another one in its place.
    private static String text(JsonParser parser) throws Ambiguous {
        String text = parser.getString();
        if (text.codePoints().anyMatch(JsonBody::isSurrogate)) {
            throw new Ambiguous("a text holds half a surrogate pair,", parser);
        }
        return text;
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static void write(JsonGenerator generator, @Nullable Object value) {
        switch (value) {
            case null -> generator.writeNull();
            case Map<?, ?> map -> {
                generator.writeStartObject();
                map.forEach((name, element) -> {
                    generator.writeName((String) name);
                    write(generator, element);
                });
                generator.writeEndObject();
            }
            case List<?> list -> {
                generator.writeStartArray();
                list.forEach(element -> write(generator, element));
                generator.writeEndArray();
            }
            case String text -> generator.writeString(text);
            case Boolean bool -> generator.writeBoolean(bool);
            case BigInteger whole -> generator.writeNumber(whole);
            case BigDecimal decimal -> generator.writeNumber(decimal);
            default -> throw new IllegalStateException("no JSON value: " + value.getClass());
        }
    }

    /// As Go's encoding/json folds: simple case folding, by which U+017F equals `s` and U+212A
    /// equals `k`.
    private static String fold(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /// Jackson knows no place where one of its limits is exceeded.
    private static String at(@Nullable TokenStreamLocation location) {
        return location == null
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static final class Ambiguous extends Exception {
        private static final long serialVersionUID = 1;

        private final String problem;
        private final transient TokenStreamLocation location;

        Ambiguous(String problem, JsonParser parser) {
            this.problem = problem;
            this.location = parser.currentLocation();
        }
    }
}
