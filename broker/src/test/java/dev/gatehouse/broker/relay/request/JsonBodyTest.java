package dev.gatehouse.broker.relay.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
    private static final String TWICE = "a key stands twice, ignoring case,";
    private static final String HALF = "a text holds half a surrogate pair,";
    private static final String NO_OBJECT = "the body is not a JSON object";
    private static final String NO_JSON = "the body is not valid JSON";

    @ParameterizedTest(name = "[{index}] {1}")
    @MethodSource
    void refuses(String problem, String json) {
        assertThat(JsonBody.parse(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        JsonBody.Parsing.Unparsable.class,
                        unparsable -> assertThat(unparsable.problem()).startsWith(problem));
    }

    static Stream<Arguments> refuses() {
        return Stream.of(
                arguments(TWICE, "{\"branch\":\"dev\",\"branch\":\"main\"}"),
                arguments(TWICE, "{\"branch\":\"dev\",\"Branch\":\"main\"}"),
                arguments(TWICE, "{\"branch\":\"dev\",\"BRANCH\":null}"),
                arguments(TWICE, "{\"br\\u0061nch\":1,\"branch\":2}"),
                arguments(TWICE, "{\"key\":1,\"\u212Aey\":2}"),
                arguments(TWICE, "{\"key\":1,\"\\u212aey\":2}"),
                arguments(TWICE, "{\"files\":1,\"file\u017F\":2}"),
                arguments(TWICE, "{\"S\":1,\"\u017F\":2}"),
                arguments(TWICE, "{\"a\":{\"b\":1,\"B\":2}}"),
                arguments(TWICE, "{\"files\":[{\"path\":\"a\"},{\"path\":\"b\",\"Path\":\"c\"}]}"),
                arguments(TWICE, "{\"\":1,\"\":2}"),
                arguments("a number has an exponent beyond all use", "{\"a\":1e99999999999}"),
                arguments("something follows the JSON object", "{} {}"),
                arguments("something follows the JSON object", "{}{\"branch\":\"main\"}"),
                arguments("something follows the JSON object", "{} null"),
                arguments(NO_JSON, "{},"),
                arguments(NO_JSON, "{}]"),
                arguments(NO_JSON, "{} x"),
                arguments(NO_JSON, "{}\0"),
                arguments(NO_OBJECT, ""),
                arguments(NO_OBJECT, " \n\t"),
                arguments(NO_OBJECT, "[]"),
                arguments(NO_OBJECT, "[{\"a\":1}]"),
                arguments(NO_OBJECT, "\"a\""),
                arguments(NO_OBJECT, "1"),
                arguments(NO_OBJECT, "true"),
                arguments(NO_OBJECT, "null"),
                arguments(NO_JSON, "{"),
                arguments(NO_JSON, "{\"a\""),
                arguments(NO_JSON, "{\"a\":"),
                arguments(NO_JSON, "{\"a\":1,}"),
                arguments(NO_JSON, "{\"a\":[1,]}"),
                arguments(NO_JSON, "{\"a\":,\"b\":1}"),
                arguments(NO_JSON, "{a:1}"),
                arguments(NO_JSON, "{'a':1}"),
                arguments(NO_JSON, "{1:1}"),
                arguments(NO_JSON, "{\"a\":1 \"b\":2}"),
                arguments(NO_JSON, "{\"a\":1;\"b\":2}"),
                arguments(NO_JSON, "{/* c */\"a\":1}"),
                arguments(NO_JSON, "{\"a\":1} // c"),
                arguments(NO_JSON, "{\"a\":1}\n# c"),
                arguments(NO_JSON, "{\"a\":NaN}"),
                arguments(NO_JSON, "{\"a\":Infinity}"),
                arguments(NO_JSON, "{\"a\":-Infinity}"),
                arguments(NO_JSON, "{\"a\":+1}"),
                arguments(NO_JSON, "{\"a\":01}"),
                arguments(NO_JSON, "{\"a\":.5}"),
                arguments(NO_JSON, "{\"a\":5.}"),
                arguments(NO_JSON, "{\"a\":0x5}"),
                arguments(NO_JSON, "{\"a\":True}"),
                arguments(NO_JSON, "{\"a\":undefined}"),
                arguments(NO_JSON, "{\"a\":\"\t\"}"),
                arguments(NO_JSON, "{\"a\":\"\\x41\"}"),
                arguments(NO_JSON, "{\"a\":\"\\u12\"}"),
                arguments(HALF, "{\"a\":\"\\ud800\"}"),
                arguments(HALF, "{\"a\":\"\\udc00\\ud800\"}"),
                arguments(NO_JSON, "{\"\\ud800\":1}"),
                arguments(HALF, "{\"a\":[\"\\ud800x\"]}"),
                arguments(NO_JSON, "\uFEFF{\"a\":1}"),
                arguments(NO_JSON, "\u001e{\"a\":1}"),
                arguments(NO_JSON, "{\u00a0\"a\":1}"),
                arguments(NO_JSON, "{\"" + "k".repeat(201) + "\":1}"),
                arguments(NO_JSON, "{\"a\":" + "9".repeat(1001) + "}"),
                arguments(NO_JSON, "{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}"),
                arguments(NO_JSON, "{\"a\":".repeat(100_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void refusesOtherEncodingsThanForgejoReads(String charset) {
        assertThat(JsonBody.parse("{\"branch\":\"main\"}".getBytes(Charset.forName(charset))))
                .as("a JSON library may find out the encoding by itself")
                .isInstanceOf(JsonBody.Parsing.Unparsable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "ff, a byte that UTF-8 never has",
        "80, a continuation alone",
        "c3, a sequence cut short",
        "c0af, an overlong slash",
        "e080af, a longer overlong slash",
        "c080, an overlong NUL",
        "eda080, a surrogate",
        "eda0bdedb880, a pair of surrogates (CESU-8)",
        "f4908080, beyond U+10FFFF",
        "fc, Latin-1",
    })
    void refusesBytesThatAreNotUtf8(String hex, String why) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        json.writeBytes("{\"branch\":\"".getBytes(StandardCharsets.US_ASCII));
        json.writeBytes(HexFormat.of().parseHex(hex));
        json.writeBytes("\"}".getBytes(StandardCharsets.US_ASCII));

        assertThat(JsonBody.parse(json.toByteArray()))
                .as(why)
                .isEqualTo(new JsonBody.Parsing.Unparsable("the body is not UTF-8"));
    }

    @Test
    void saysWhereButNeverWhat() {
        String problem =
                ((JsonBody.Parsing.Unparsable)
                                JsonBody.parse(
                                        "{\"a\":1,\n\"caNary\" caNary}"
                                                .getBytes(StandardCharsets.UTF_8)))
                        .problem();

        assertThat(problem).contains("line 2").doesNotContain("caNary");
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 1000, 100_000})
    void aLimitIsAProblemLikeAnyOther(int depth) {
        assertThat(JsonBody.parse("{\"a\":".repeat(depth).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JsonBody.Parsing.Unparsable.class);
    }

    @Test
    void readsEveryKindOfValue() {
        assertThat(
                        parse(
                                        "{\"t\":\"ü\\n\\u0000\uD83D\uDE00\",\"i\":-7,\"d\":1.50,\"e\":1E+400,"
                                                + "\"big\":123456789012345678901234567890,"
                                                + "\"y\":true,\"n\":false,\"z\":null,\"l\":[1,[]],\"m\":{\"A\":{}}}")
                                .fields())
                .containsEntry("t", "ü\n\0\uD83D\uDE00")
                .containsEntry("i", BigInteger.valueOf(-7))
                .containsEntry("d", new BigDecimal("1.50"))
                .containsEntry("e", new BigDecimal("1E+400"))
                .containsEntry("big", new BigInteger("123456789012345678901234567890"))
                .containsEntry("y", true)
                .containsEntry("n", false)
                .containsEntry("z", null)
                .containsEntry("l", List.of(BigInteger.ONE, List.of()))
                .containsEntry("m", Map.of("A", Map.of()));
    }

    @Test
    void writesNumbersAsTheyWereAndNothingElse() {
        assertThat(
                        new String(
                                parse(" { \"a\" : [ 1.50 , -0.0 , 1E+400 ] } ").bytes(),
                                StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":[1.50,0.0,1E+400]}");
    }

    @Test
    void keepsDeclaredFieldsOnly() {
        JsonBody body =
                parse(
                        "{\"branch\":\"dev\",\"New_Branch\":\"main\",\"to\u212Aen\":\"x\",\"sudo\":1}");

        assertThat(body.retain(Set.of("branch", "new_branch", "token")))
                .as("Forgejo would take the look-alikes for the declared ones")
                .containsExactly("New_Branch", "to\u212Aen", "sudo");
        assertThat(new String(body.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"branch\":\"dev\"}");
    }

    @Test
    void pinsWhatWasDecidedOn() {
        JsonBody body = parse("{\"branch\":\"\",\"message\":\"m\"}");

        body.pin(Map.of("branch", "main"));

        assertThat(new String(body.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"branch\":\"main\",\"message\":\"m\"}");
        JsonBody empty = JsonBody.empty();
        empty.pin(Map.of("branch", "main"));
        assertThat(empty.fields()).isEqualTo(new HashMap<>(Map.of("branch", "main")));
    }

    @Test
    void goesAsDeepAsItSays() {
        assertThat(parse("{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}").fields()).hasSize(1);
    }

    private static JsonBody parse(String json) {
        return TestingJson.body(json);
    }
}
