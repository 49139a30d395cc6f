package dev.gatehouse.broker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.broker.model.RequestProgress.Reading;
import dev.gatehouse.broker.model.RequestProgress.Refused;
import dev.gatehouse.broker.model.RequestProgress.Whole;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
    private static final ModelRules RULES = TestingRules.granting("claude-sonnet-*", "gpt-5");

    @Test
    void readsWhatMattersOfACompletion() {
        String body =
                "{\"model\":\"claude-sonnet-4-5[1m]\",\"max_tokens\":32000,\"n\":2,\"stream\":true,"
                        + "\"stream_options\":{\"include_usage\":true},\"messages\":[]}";

        assertThat(whole(ModelOperation.MESSAGES_CREATE, RULES, body))
                .isEqualTo(
                        new ModelFacts(
                                Optional.of("claude-sonnet-4-5[1m]"),
                                Optional.of("agents.dev.model.models[0]"),
                                1,
                                true,
                                true,
                                OptionalLong.of(32000),
                                2,
                                body.length()));
    }

    @Test
    void knowsTheModelBeforeTheBodyEnds() {
        RequestReader reader = new RequestReader(ModelOperation.CHAT_CREATE, RULES);

        RequestProgress progress = reader.accept(bytes("{\"model\":\"gpt-5\",\"messages\":["));

        assertThat(progress)
                .isInstanceOfSatisfying(
                        Reading.class,
                        reading -> assertThat(reading.soFar().model()).contains("gpt-5"));
    }

    @Test
    void refusesAModelThatNoPatternMatchesInWordsForATerminal() {
        assertThat(
                        refusal(
                                ModelOperation.MESSAGES_CREATE,
                                RULES,
                                "{\"model\":\"claude-opus-4-1\"}"))
                .isEqualTo(
                        new Refusal(
                                RefusalCode.NOT_GRANTED,
                                "agents.dev.model.models",
                                "model claude-opus-4-1 is not granted to agent dev (models:"
                                        + " claude-sonnet-*, gpt-5)",
                                "Use one of these, or ask the operator."));
    }

    @Test
    void refusesAModelThatComesTooLateAllTheSame() {
        RequestReader reader = new RequestReader(ModelOperation.MESSAGES_CREATE, RULES);
        reader.accept(bytes("{\"model\":\"claude-sonnet-4\",\"messages\":[\"...\"],"));

        RequestProgress late = reader.accept(bytes("\"tools\":[{\"model\":\"claude-opus-4\"}]}"));

        assertThat(late).as("the call is refused though it began").isInstanceOf(Refused.class);
        assertThat(reader.accept(bytes(" "))).as("for good").isEqualTo(late);
        assertThat(reader.end()).as("and at the end").isEqualTo(late);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesEveryPlaceThatNamesAModelWhichIsNotGranted(String where, String body) {
        assertThat(refusal(ModelOperation.CHAT_CREATE, RULES, body).code())
                .as(where)
                .isEqualTo(RefusalCode.NOT_GRANTED);
    }

    static Stream<Arguments> refusesEveryPlaceThatNamesAModelWhichIsNotGranted() {
        return Stream.of(
                arguments("models", "{\"model\":\"gpt-5\",\"models\":[\"gpt-5\",\"o3\"]}"),
                arguments("fallbacks", "{\"model\":\"gpt-5\",\"fallbacks\":[{\"model\":\"o3\"}]}"),
                arguments("fallbacks as texts", "{\"model\":\"gpt-5\",\"fallbacks\":[\"o3\"]}"),
                arguments("the API's choice", "{\"model\":\"gpt-5\",\"fallbacks\":\"default\"}"),
                arguments("an advisor", "{\"model\":\"gpt-5\",\"tools\":[{\"model\":\"o3\"}]}"),
                arguments(
                        "an advisor's parameters",
                        "{\"model\":\"gpt-5\",\"tools\":[{\"parameters\":{\"model\":\"o3\"}}]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"model\":null}",
                "{\"model\":5}",
                "{\"model\":[\"gpt-5\"]}",
                "{\"model\":{\"x\":\"gpt-5\"}}",
                "{\"model\":\"\"}",
                "{\"model\":\"gpt-5 \"}",
                "{\"model\":\"gpt-5\\u0000\"}",
                "{\"model\":\"g\\u200bpt-5\"}",
                "{\"model\":\"../gpt-5\"}",
                "[{\"model\":\"gpt-5\"}]",
                "\"gpt-5\"",
                "{\"model\":\"gpt-5\",\"model\":\"gpt-5\"}",
                "{\"model\":\"gpt-5\",\"Model\":\"o3\"}",
                "{\"model\":\"gpt-5\",\"models\":\"o3\"}",
                "{\"model\":\"gpt-5\",\"fallbacks\":[{\"gpt-5\":[\"o3\"]}]}",
                "{\"model\":\"gpt-5\",\"fallbacks\":[[\"o3\"]]}",
                "{\"model\":\"gpt-5\",\"fallbacks\":{\"x\":\"o3\"}}",
                "{\"model\":\"gpt-5\",\"context_window_fallbacks\":[]}",
                "{\"model\":\"gpt-5\",\"preset\":\"x\"}",
                "{\"model\":\"gpt-5\",\"max_tokens\":\"5\"}",
                "{\"model\":\"gpt-5\",\"max_tokens\":-5}",
                "{\"model\":\"gpt-5\",\"max_tokens\":1e9}",
                "{\"model\":\"gpt-5\",\"n\":1.5}",
                "{\"model\":\"gpt-5\",\"stream\":\"true\"}",
                "{\"model\":\"gpt-5\"} trailing",
                "{\"model\":\"gpt-5\"",
                "model=gpt-5",
                "",
            })
    void refusesABodyThatNamesNoModelInExactlyOneWay(String body) {
        assertThat(refusal(ModelOperation.CHAT_CREATE, RULES, body).code())
                .isEqualTo(RefusalCode.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"model\":\"gpt-5\",\"stream\":null,\"max_tokens\":null,\"n\":null}', -1, 1",
        "'{\"max_tokens\":5,\"max_completion_tokens\":9,\"model\":\"gpt-5\"}', 9, 1",
        "'{\"max_output_tokens\":99999999999,\"model\":\"gpt-5\",\"best_of\":99999}', 1000000000,"
                + " 10000",
    })
    void takesTheMostOfWhatIsAskedFor(String body, long mostOutput, long choices) {
        ModelFacts facts = whole(ModelOperation.CHAT_CREATE, RULES, body);

        assertThat(facts.mostOutput().orElse(-1)).isEqualTo(mostOutput);
        assertThat(facts.choices()).isEqualTo(choices);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'{\"requests\":[{\"params\":{\"model\":\"gpt-5\"}},{\"params\":{\"model\":\"o3\"}}]}',"
                + " NOT_GRANTED",
        "'{\"requests\":[{\"params\":{\"model\":\"gpt-5\"}},{\"params\":{}}]}', MALFORMED",
        "'{\"requests\":[{\"params\":{\"model\":\"gpt-5\"}},null]}', MALFORMED",
        "'{\"requests\":[]}', MALFORMED",
        "'{\"requests\":{\"0\":{\"params\":{\"model\":\"o3\"}}}}', MALFORMED",
        "'{\"model\":\"gpt-5\"}', MALFORMED",
        "'{\"requests\":[{\"params\":{\"model\":\"gpt-5\",\"tools\":[{\"model\":\"o3\"}]}}]}',"
                + " NOT_GRANTED",
    })
    void refusesABatchOfWhichOneRequestIsNotGranted(String body, RefusalCode code) {
        ModelRules rules = TestingRules.allowing(ModelAllowance.BATCHES, "gpt-5");

        assertThat(refusal(ModelOperation.BATCHES_CREATE, rules, body).code()).isEqualTo(code);
    }

    @Test
    void takesABatchOfWhichAllIsGranted() {
        ModelFacts facts =
                whole(
                        ModelOperation.BATCHES_CREATE,
                        TestingRules.allowing(ModelAllowance.BATCHES, "gpt-*"),
                        "{\"requests\":[{\"params\":{\"model\":\"gpt-5\"}},{\"params\":{\"model\":\"gpt-4\"}}]}");

        assertThat(facts.model()).contains("gpt-5");
        assertThat(facts.named()).isEqualTo(2);
    }

    @Test
    void refusesSeveralModelsWhereMoneyIsLimited() {
        ModelRules rules = TestingRules.limited(TestingRules.moneyOf("5"), "*");

        assertThat(
                        refusal(
                                        ModelOperation.CHAT_CREATE,
                                        rules,
                                        "{\"model\":\"a\",\"fallbacks\":[\"b\"]}")
                                .rule())
                .isEqualTo("agents.dev.model.limits.money-per-day");
        assertThat(whole(ModelOperation.CHAT_CREATE, rules, "{\"model\":\"a\",\"models\":[\"a\"]}"))
                .as("the same one twice has a price")
                .isNotNull();
    }

    @Test
    void refusesABodyThatIsTooLong() {
        ModelRules rules = TestingRules.limited(TestingRules.bodyOf(17), "*");
        RequestReader reader = new RequestReader(ModelOperation.CHAT_CREATE, rules);

        assertThat(reader.accept(bytes("{\"model\":\"gpt-5\"}")))
                .as("17 bytes are not too many")
                .isInstanceOf(Reading.class);
        assertThat(reader.accept(bytes(" ")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> {
                            assertThat(refused.refusal().code()).isEqualTo(RefusalCode.LIMIT);
                            assertThat(refused.refusal().rule())
                                    .isEqualTo("agents.dev.model.limits.body");
                        });
    }

    @Test
    void looksIntoNoFile() {
        assertThat(
                        whole(
                                        ModelOperation.FILES_CREATE,
                                        TestingRules.allowing(ModelAllowance.FILES, "gpt-5"),
                                        "--boundary...")
                                .bytes())
                .isEqualTo(13);
    }

    private static ModelFacts whole(ModelOperation operation, ModelRules rules, String body) {
        RequestReader reader = new RequestReader(operation, rules);
        reader.accept(bytes(body));
        RequestProgress end = reader.end();
        assertThat(end).isInstanceOf(Whole.class);
        return ((Whole) end).facts();
    }

    private static Refusal refusal(ModelOperation operation, ModelRules rules, String body) {
        RequestReader reader = new RequestReader(operation, rules);
        reader.accept(bytes(body));
        RequestProgress end = reader.end();
        assertThat(end).as(body).isInstanceOf(Refused.class);
        return ((Refused) end).refusal();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
