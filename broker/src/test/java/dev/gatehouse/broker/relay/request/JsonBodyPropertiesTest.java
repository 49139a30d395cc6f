package dev.gatehouse.broker.relay.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonBodyPropertiesTest {
    @Property(tries = 500)
    void whatIsWrittenIsWhatWasRead(@ForAll("documents") String json) {
        if (JsonBody.parse(json.getBytes(StandardCharsets.UTF_8))
                instanceof JsonBody.Parsing.Parsed(JsonBody body)) {
            byte[] written = body.bytes();
            JsonBody again = TestingJson.body(written);

            assertThat(again.fields()).isEqualTo(body.fields());
            assertThat(again.bytes()).as("one spelling").isEqualTo(written);
        }
    }

    @Property(tries = 500)
    void whatIsAValueIsRead(@ForAll("objects") Map<String, Object> fields) {
        JsonBody body = JsonBody.empty();
        body.fields().putAll(fields);

        assertThat(TestingJson.body(body.bytes()).fields()).isEqualTo(fields);
    }

    @Property(tries = 2000)
    void anyBytesGetAnAnswer(@ForAll byte[] bytes) {
        assertThat(JsonBody.parse(bytes)).isNotNull();
    }

    /// Mostly valid documents, damaged here and there.
    @Provide
    Arbitrary<String> documents() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\"a\"",
                        "\"A\"",
                        "\"b\"",
                        "1",
                        "-2.50",
                        "1e5",
                        "true",
                        "null",
                        "\"\\u00e9\"",
                        "\"\\ud83d\\ude00\"",
                        "{\"a\":1}",
                        "{\"b\":[",
                        "]}",
                        " ",
                        "\"k\":",
                        "\"\u212A\":",
                        "\"x\":\"y\"")
                .list()
                .ofMaxSize(12)
                .map(pieces -> "{" + String.join("", pieces) + "}");
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        Arbitrary<Object> scalars =
                Arbitraries.oneOf(
                        strings().map(text -> (Object) text),
                        Arbitraries.bigIntegers().map((BigInteger whole) -> (Object) whole),
                        Arbitraries.bigDecimals().map((BigDecimal decimal) -> (Object) decimal),
                        Arbitraries.of(true, false));
        Arbitrary<Object> values =
                Arbitraries.lazyOf(
                        () -> scalars,
                        () -> scalars,
                        () -> scalars.list().ofMaxSize(3).map((List<Object> list) -> (Object) list),
                        () -> objects().map(map -> (Object) map));
        return Arbitraries.maps(strings(), values)
                .ofMaxSize(4)
                .map(JsonBodyPropertiesTest::withoutLookAlikes);
    }

    private static Arbitrary<String> strings() {
        return Arbitraries.strings()
                .ofMaxLength(8)
                .filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
    }

    private static Map<String, Object> withoutLookAlikes(Map<String, Object> fields) {
        Map<String, Object> kept = new LinkedHashMap<>();
        Set<String> folded = new HashSet<>();
        fields.forEach((name, value) -> {
            if (folded.add(name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT))) {
                kept.put(name, value);
            }
        });
        return kept;
    }
}
