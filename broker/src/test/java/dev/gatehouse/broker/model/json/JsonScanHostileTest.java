package dev.gatehouse.broker.model.json;

import static dev.gatehouse.broker.model.json.TestingScans.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.broker.model.json.JsonProgress.Defect;
import dev.gatehouse.broker.model.json.JsonProgress.Whole;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonScanHostileTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesWhatReadersCouldTakeInTwoWays(String why, String document, String problem) {
        byte[] bytes = document.getBytes(StandardCharsets.ISO_8859_1);

        assertThat(scan(bytes).end())
                .as(why)
                .isInstanceOfSatisfying(
                        Defect.class, defect -> assertThat(defect.problem()).contains(problem));
        assertThat(scan(bytes, 1, new Random(0)))
                .as("byte by byte, at the same place")
                .isEqualTo(scan(bytes));
    }

    static Stream<Arguments> refusesWhatReadersCouldTakeInTwoWays() {
        return Stream.of(
                arguments("first or last wins", "{\"model\":\"a\",\"model\":\"b\"}", "twice"),
                arguments("case is ignored", "{\"model\":\"a\",\"Model\":\"b\"}", "twice"),
                arguments("escaped", "{\"model\":\"a\",\"mod\\u0065l\":\"b\"}", "twice"),
                arguments("another name twice", "{\"messages\":1,\"MESSAGES\":2}", "twice"),
                arguments("only by case", "{\"MODEL\":\"b\"}", "spelled exactly 'model'"),
                arguments("long s is s", "{\"\\u017ftream\":true}", "spelled exactly 'stream'"),
                arguments("kelvin is k", "{\"max_to\\u212aens\":1}", "spelled exactly"),
                arguments("ends at NUL", "{\"model\\u0000x\":\"b\"}", "control character"),
                arguments("deeper", "{\"requests\":[{\"params\":{},\"Params\":{}}]}", "twice"),
                arguments("half a pair in a name", "{\"mod\\ud800el\":1}", "surrogate"),
                arguments("half a pair in a value", "{\"model\":\"\\ud800\"}", "surrogate"),
                arguments("the other half", "{\"model\":\"\\udc00\"}", "surrogate"),
                arguments("half, then text", "{\"model\":\"\\ud800x\"}", "surrogate"),
                arguments("half, then a tab", "{\"model\":\"\\ud800\\t\"}", "surrogate"),
                arguments("half twice", "{\"model\":\"\\ud800\\ud800\"}", "surrogate"),
                arguments(
                        "byte order mark",
                        "\u00ef\u00bb\u00bf{\"model\":\"a\"}",
                        "byte order mark"),
                arguments("UTF-16", "\u00ff\u00fe{\u0000}\u0000", "byte order mark"),
                arguments("UTF-16 without a mark", "{\u0000}\u0000", "name in double quotes"),
                arguments("something after", "{} {}", "follows"),
                arguments("a NUL after", "{}\u0000", "follows"),
                arguments("nothing", "", "too soon"),
                arguments("blank", " \n", "too soon"),
                arguments("cut in a string", "{\"model\":\"a", "too soon"),
                arguments("cut in an object", "{\"model\":\"a\"", "too soon"),
                arguments("cut number", "{\"n\":-}", "not finished"),
                arguments("cut number at the end", "-", "not finished"),
                arguments("leading zero", "{\"max_tokens\":01}", "missing"),
                arguments("plus", "{\"max_tokens\":+1}", "value is missing"),
                arguments("point first", "[.5]", "value is missing"),
                arguments("point last", "[5.]", "not finished"),
                arguments("hexadecimal", "[0x10]", "missing"),
                arguments("NaN", "[NaN]", "value is missing"),
                arguments("Infinity", "[-Infinity]", "not finished"),
                arguments("single quotes", "{'model':'a'}", "double quotes"),
                arguments("no quotes", "{model:\"a\"}", "double quotes"),
                arguments("comment", "{/**/}", "double quotes"),
                arguments("comma last in an object", "{\"a\":1,}", "double quotes"),
                arguments("comma last in an array", "[1,]", "value is missing"),
                arguments("comma first", "[,1]", "value is missing"),
                arguments("no colon", "{\"a\" 1}", "':'"),
                arguments("no comma", "[1 2]", "','"),
                arguments("wrong bracket", "[1}", "','"),
                arguments("closed too often", "[]]", "follows"),
                arguments("True", "[True]", "value is missing"),
                arguments("tru", "[tru]", "word"),
                arguments("line end in a string", "[\"a\nb\"]", "bare control"),
                arguments("unknown escape", "[\"\\x41\"]", "escape"),
                arguments("escaped line end", "[\"\\\n\"]", "escape"),
                arguments("short \\u", "[\"\\u00g0\"]", "hexadecimal"),
                arguments("overlong slash", "[\"\u00c0\u00af\"]", "UTF-8"),
                arguments("overlong of three", "[\"\u00e0\u0080\u0080\"]", "UTF-8"),
                arguments("overlong of four", "[\"\u00f0\u0080\u0080\u0080\"]", "UTF-8"),
                arguments("surrogate in UTF-8", "[\"\u00ed\u00a0\u0080\"]", "UTF-8"),
                arguments("beyond Unicode", "[\"\u00f4\u0090\u0080\u0080\"]", "UTF-8"),
                arguments("lone continuation", "[\"\u0080\"]", "UTF-8"),
                arguments("cut character", "[\"\u00e9\"]", "UTF-8"),
                arguments("form feed between", "[1,\f2]", "value is missing"),
                arguments("no-break space", "[\u00c2\u00a01]", "value is missing"),
                arguments("too deep", "[".repeat(201) + "]".repeat(201), "200 levels"),
                arguments("long name", "{\"" + "x".repeat(129) + "\":1}", "longer than 128"),
                arguments("long model", "{\"model\":\"" + "x".repeat(513) + "\"}", "than 512"),
                arguments(
                        "long number",
                        "{\"max_tokens\":1" + "0".repeat(20) + "}",
                        "longer than 20"),
                arguments("many names", manyNames(257), "more than 256"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void takesWhatNoReaderCanMistake(String why, String document) {
        assertThat(scan(document).end()).as(why).isEqualTo(new Whole());
    }

    static Stream<Arguments> takesWhatNoReaderCanMistake() {
        return Stream.of(
                arguments("as deep as may be", "[".repeat(200) + "]".repeat(200)),
                arguments("a name twice where nothing is wanted", "{\"a\":{\"x\":1,\"X\":2}}"),
                arguments("half a pair where nothing is wanted", "{\"a\":\"\\ud83d\"}"),
                arguments(
                        "a long name where nothing is wanted",
                        "{\"a\":{\"" + "x".repeat(9999) + "\":1}}"),
                arguments("a long number where nothing is wanted", "[" + "1".repeat(9999) + "]"),
                arguments("as many names as may be", manyNames(256)),
                arguments("a number alone", "-12.5e+3"),
                arguments("blanks everywhere", " \t\r\n{ \"model\" : [ ] } \n"));
    }

    @Test
    void saysWhereTheDefectIs() {
        assertThat(scan("{\"model\":\"a\", x}").end())
                .isEqualTo(new Defect(14, "a name in double quotes is missing"));
    }

    private static String manyNames(int count) {
        StringBuilder object = new StringBuilder("{\"0\":0");
        for (int name = 1; name < count; name++) {
            object.append(",\"").append(name).append("\":0");
        }
        return object.append("}").toString();
    }
}
