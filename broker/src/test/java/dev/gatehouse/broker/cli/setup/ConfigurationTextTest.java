package dev.gatehouse.broker.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.cli.ConfigurationFile;
import dev.gatehouse.broker.config.AgentSettings;
import dev.gatehouse.broker.config.Problem;
import dev.gatehouse.broker.config.Reading;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTextTest {
    @Test
    void isValidWithNothingButStandIns() {
        assertThat(read(Answers.NONE))
                .as("each answer is checked alone among stand-ins")
                .isInstanceOf(Reading.Valid.class);
    }

    @ParameterizedTest
    @MethodSource
    void keepsEveryAnswerOneValue(Question question, String answer) {
        switch (read(Answers.NONE.with(question, answer))) {
            case Reading.Invalid invalid ->
                    assertThat(invalid.problems().stream().map(Problem::path).distinct())
                            .as("the answer is refused, and nothing else of the file")
                            .hasSize(1);
            case Reading.Valid valid -> {
                AgentSettings agent = valid.configuration().agents().firstEntry().getValue();
                assertThat(valid.configuration().agents()).as("one agent").hasSize(1);
                assertThat(agent.grants()).as("one grant").hasSize(1);
                assertThat(agent.grants().getFirst().roles()).as("one role").hasSize(1);
            }
        }
    }

    static Stream<Arguments> keepsEveryAnswerOneValue() {
        return Stream.of(Question.values())
                .flatMap(question ->
                        Stream.of(
                                        "a\nallow-plaintext: true",
                                        "a\" }\n  evil: {",
                                        "a\\",
                                        "*anchor",
                                        "!!tag",
                                        "# comment",
                                        "a: b",
                                        "{ a: b }",
                                        "true",
                                        "null",
                                        "~",
                                        "0x10",
                                        "1e3",
                                        "%s",
                                        "\u2028",
                                        "\u0007",
                                        "")
                                .map(answer -> Arguments.of(question, answer)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "null", "no", "1", "007", "1e3"})
    void quotesNamesThatYamlWouldReadAsSomethingElse(String name) {
        switch (read(Answers.NONE.with(Question.ACCOUNT, name))) {
            case Reading.Invalid invalid -> throw new AssertionError(invalid.problems());
            case Reading.Valid valid ->
                    assertThat(
                                    valid.configuration()
                                            .agents()
                                            .firstEntry()
                                            .getValue()
                                            .agent()
                                            .account()
                                            .value())
                            .as("the account as it was given")
                            .isEqualTo(name);
        }
    }

    @ParameterizedTest
    @EnumSource(Question.class)
    void proposesNothingThatTheReaderRefuses(Question question) {
        Answers answers = Answers.NONE.with(Question.AGENT, "dev");

        question.proposal(answers)
                .ifPresent(proposal ->
                        assertThat(read(answers.with(question, proposal)))
                                .as("a proposal can be taken")
                                .isInstanceOf(Reading.Valid.class));
    }

    @Test
    void writesNoPushRuleForARoleThatPushesNothing() {
        String text = ConfigurationText.of(Answers.NONE.with(Question.ROLE, "triage"));

        assertThat(text).as("read roles").doesNotContain("push:").contains("roles: [triage]");
    }

    @Test
    void protectsWorkflowsOfWhoMayPush() {
        Reading reading = read(Answers.NONE);

        assertThat(reading).isInstanceOf(Reading.Valid.class);
        assertThat(ConfigurationText.of(Answers.NONE))
                .as("they run with the repository's secrets")
                .contains("paths: { deny: [\".forgejo/workflows/**\"");
    }

    private static Reading read(Answers answers) {
        return ConfigurationFile.reader().read("answers", ConfigurationText.of(answers));
    }
}
