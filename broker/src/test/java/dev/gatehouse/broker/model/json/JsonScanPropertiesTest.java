package dev.gatehouse.broker.model.json;

import static dev.gatehouse.broker.model.json.TestingScans.holdsSurrogateEscape;
import static dev.gatehouse.broker.model.json.TestingScans.isJson;
import static dev.gatehouse.broker.model.json.TestingScans.scan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.model.json.JsonProgress.Defect;
import dev.gatehouse.broker.model.json.JsonProgress.Whole;
import dev.gatehouse.broker.model.json.TestingScans.Found;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonScanPropertiesTest {
    /// Where we refuse what Jackson takes.
    private static final String STRICTER = ".*(twice|surrogate|control character|spelled).*";

    /// Names are not wanted ones, so that none stands twice where it matters.
    @Property(tries = 2000)
    void agreesWithJacksonOnGeneratedDocuments(@ForAll("documents") String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);

        assertThat(isJson(bytes)).as("Jackson takes %s", document).isTrue();
        assertThat(scan(bytes).end()).as("for %s", document).isEqualTo(new Whole());
    }

    @Property(tries = 5000)
    void agreesWithJacksonOnMutatedDocuments(
            @ForAll("documents") String document, @ForAll long seed) {
        byte[] bytes = mutated(document.getBytes(StandardCharsets.UTF_8), new Random(seed));

        JsonProgress end = scan(bytes).end();

        if (end instanceof Defect(long _, String problem) && !problem.matches(STRICTER)) {
            assertThat(isJson(bytes)).as("%s: %s", problem, Arrays.toString(bytes)).isFalse();
        }
        if (end instanceof Whole && !holdsSurrogateEscape(bytes)) {
            assertThat(isJson(bytes)).as("taken: %s", Arrays.toString(bytes)).isTrue();
        }
    }

    @Property(tries = 1000)
    void whereADocumentIsCutDoesNotMatter(@ForAll("documents") String document, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = mutated(document.getBytes(StandardCharsets.UTF_8), random);

        assertThat(scan(bytes, 7, random)).isEqualTo(scan(bytes));
        assertThat(scan(bytes, 1, random)).isEqualTo(scan(bytes));
    }

    @Property(tries = 500)
    void tellsTheModelAsItWasMeant(
            @ForAll("names") String model, @ForAll("documents") String other) {
        StringBuilder escaped = new StringBuilder();
        model.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
        String document =
                "{\"x\": "
                        + other
                        + ", \"mod\\u0065l\" : \""
                        + escaped
                        + "\", \"y\":{\"model\":1}}";

        assertThat(scan(document).found())
                .as("the model at the top, decoded, and no other")
                .isEqualTo(List.of(new Found("model", new JsonValue.Text(model))));
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] mutated = bytes.clone();
        for (int times = random.nextInt(3); times > 0 && mutated.length > 0; times--) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(4)) {
                case 0 -> mutated[at] = (byte) random.nextInt(256);
                case 1 -> mutated[at] = (byte) "{}[]\",:\\0-eEu. tn\t".charAt(random.nextInt(18));
                case 2 -> mutated = Arrays.copyOf(mutated, at);
                default -> {
                    byte[] longer = Arrays.copyOf(mutated, mutated.length + 1);
                    System.arraycopy(mutated, at, longer, at + 1, mutated.length - at);
                    mutated = longer;
                }
            }
        }
        return mutated;
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(40);
    }

    @Provide
    Arbitrary<String> documents() {
        return value(3);
    }

    private static Arbitrary<String> value(int depth) {
        Arbitrary<String> scalar =
                Arbitraries.oneOf(
                        Arbitraries.of("true", "false", "null", "0", "-0", "1e9", "-1.5E-3"),
                        Arbitraries.longs().map(String::valueOf),
                        string());
        if (depth == 0) {
            return scalar;
        }
        Arbitrary<String> inner = value(depth - 1);
        Arbitrary<String> array =
                inner.list().ofMaxSize(4).map(items -> "[" + String.join(" , ", items) + "]");
        Arbitrary<String> name = Arbitraries.of("\"\"", "\"\\u00e9\"", "\"\u20ac \\/\"", "\"m\"");
        Arbitrary<String> object =
                Combinators.combine(name, inner)
                        .as((text, value) -> text.substring(0, text.length() - 1) + "\" :" + value)
                        .list()
                        .ofMaxSize(4)
                        .map(JsonScanPropertiesTest::object);
        return Arbitraries.oneOf(scalar, array, object);
    }

    private static String object(List<String> members) {
        StringBuilder object = new StringBuilder("{");
        for (int at = 0; at < members.size(); at++) {
            object.append(at == 0 ? "\"" : ",\n\"").append(at).append('-');
            object.append(members.get(at).substring(1));
        }
        return object.append("}").toString();
    }

    private static Arbitrary<String> string() {
        return Arbitraries.oneOf(
                        Arbitraries.strings()
                                .withCharRange(' ', '~')
                                .excludeChars('"', '\\')
                                .ofMaxLength(20),
                        Arbitraries.of(
                                "\\n\\t\\\"\\\\\\/",
                                "\\u00e9\\ud83d\\ude00",
                                "\u00e9\u20ac",
                                new String(Character.toChars(0x1F600))))
                .map(text -> "\"" + text + "\"");
    }
}
