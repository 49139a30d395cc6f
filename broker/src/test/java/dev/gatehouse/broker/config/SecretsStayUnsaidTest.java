package dev.gatehouse.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.config.Reading.Invalid;
import dev.gatehouse.broker.config.Reading.Valid;
import dev.gatehouse.broker.config.yaml.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A secret that got into the file by mistake must not get out of it through a message.
class SecretsStayUnsaidTest {
    private static final String FORGE_TOKEN = "c0ffee15c0ffee15c0ffee15c0ffee15c0ffee15";
    private static final String OTHER_TOKEN = "ghp_Canary7Canary7Canary7Canary7Cana";
    private static final String PASSWORD = "hunter2";

    /// Each line of the example with a value, in place of which, and of whose key, a secret is put.
    static Stream<String> filesWithASecret() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../docs/gatehouse.example.yaml"));
        return Stream.of(FORGE_TOKEN, OTHER_TOKEN)
                .flatMap(secret ->
                        Stream.of(
                                        "$1$2: " + secret,
                                        "$1$2: [" + secret + "]",
                                        "$1$2: { " + secret + ": x }",
                                        "$1$2: '" + secret,
                                        "$1$2: @" + secret,
                                        "$1$2: *" + secret,
                                        "$1$2: !" + secret + " x",
                                        "$1" + secret + ":$3",
                                        "$1" + secret)
                                .flatMap(form -> replaced(lines, form)));
    }

    private static Stream<String> replaced(List<String> lines, String form) {
        return lines.stream()
                .filter(line -> line.matches("^( *)([a-z-]+):(.*)$"))
                .map(line ->
                        String.join("\n", lines)
                                .replace(line, line.replaceFirst("^( *)([a-z-]+):(.*)$", form)));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("filesWithASecret")
    void anInvalidFileNeverShowsASecretThatStandsUnderAnyKey(String yaml) {
        Reading reading = TestingConfiguration.read(yaml);

        if (reading instanceof Invalid(List<Problem> problems)) {
            assertThat(problems.toString())
                    .as("problems")
                    .doesNotContain(FORGE_TOKEN)
                    .doesNotContain(OTHER_TOKEN);
        }
        assertThat(reading.toString())
                .as("no record ever holds what looks like a token of the forge")
                .doesNotContain(FORGE_TOKEN);
        assertThat(Document.read(yaml).toString())
                .as("the tree's text")
                .doesNotContain(FORGE_TOKEN)
                .doesNotContain(OTHER_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "{ hunter2 }",
                "{ hunter2: x }",
                "{ hunter2: x, hunter2: y }",
                "{ file: hunter2 }",
                "{ file: [hunter2] }",
                "{ credential: hunter2/ }",
                "{ credential: { hunter2: x } }",
                "{ command: hunter2 }",
                "{ command: [{ hunter2: x }] }",
                "[hunter2]",
                "'hunter2",
                "@hunter2",
                "!hunter2 x",
                "*hunter2"
            })
    void noMessageRepeatsAnythingFromBelowToken(String token) {
        String yaml = TestingConfiguration.with("{ file: /etc/gatehouse/tokens/dev }", token);

        assertThat(TestingConfiguration.problems(yaml))
                .as("refused, without a short password even")
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).doesNotContain(PASSWORD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "password", "api-key", "apiKey", "SECRET", "private_key"})
    void aKeyNamedLikeASecretIsRefusedWithoutItsValue(String key) {
        assertThat(TestingConfiguration.problems(TestingConfiguration.VALID + key + ": hunter2\n"))
                .as("told as what it is")
                .singleElement()
                .asString()
                .contains("secrets never stand in this file")
                .doesNotContain(PASSWORD);
    }

    @Test
    void aUrlWithAPasswordIsRefusedWithoutIt() {
        String yaml =
                TestingConfiguration.with(
                        "https://forge.example.org", "https://dev:hunter2@forge.example.org");

        assertThat(TestingConfiguration.problems(yaml))
                .as("told as what it is")
                .singleElement()
                .asString()
                .contains("user name or password")
                .doesNotContain(PASSWORD);
    }

    @Test
    void aValidFileHoldsNoTokenOfTheForgeInAComment() {
        Reading reading =
                TestingConfiguration.read(TestingConfiguration.VALID + "# " + FORGE_TOKEN);

        assertThat(reading).as("comments are read by people too").isNotInstanceOf(Valid.class);
    }
}
