package dev.gatehouse.broker.credential.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.credential.Reading;
import dev.gatehouse.broker.credential.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TokenCommandsIT {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/bin:/bin", "HOME", "/nonexistent");

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo canary-token",
                "printf canary-token",
                "printf 'canary-token\\r\\n'",
                "echo canary-token; echo a comment; echo another",
                "echo canary-token; head -c 1000000 /dev/zero",
                "head -c 1000000 /dev/zero >&2; echo canary-token",
                "cat; echo canary-token",
            })
    void takesTheFirstLine(String script) {
        assertThat(tokenIn(run(script, Duration.ofSeconds(30)))).isEqualTo("canary-token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            quoteCharacter = '`',
            textBlock =
                    """
                    echo canary-token; exit 3             : exited with 3
                    exit 0                                : is empty
                    echo; echo canary-token               : is empty
                    echo canary token                     : other than visible ASCII
                    head -c 100000 /dev/zero | tr '\\0' c : is longer than 4096
                    echo canary-token >&2                 : is empty
                    """)
    void refusesWithoutQuotingWhatItPrints(String script, String defect) {
        Reading reading = run(script);

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        unreadable -> assertThat(unreadable.problem()).contains(defect));
        assertThat(reading.toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sleep 600",
                "exec sleep 600",
                "echo canary-token; sleep 600",
                "(sleep 600); echo late",
                "yes canary-token"
            })
    void killsACommandThatTakesTooLong(String script) throws Exception {
        Path pids = directory.resolve("pid");

        Reading reading = run("echo $$ > " + pids + "; " + script, Duration.ofSeconds(1));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        unreadable ->
                                assertThat(unreadable.problem())
                                        .contains("did not end within 1000 ms"));
        long pid = Long.parseLong(Files.readString(pids).strip());
        Optional<ProcessHandle> alive = ProcessHandle.of(pid);
        if (alive.isPresent()) {
            assertThat(alive.get().onExit()).as("it is gone").succeedsWithin(TEN_SECONDS);
        }
    }

    @Test
    void showsTheCommandNothingOfTheBroker() throws IOException {
        Path seen = directory.resolve("seen");

        Reading reading =
                run(
                        "env > "
                                + seen
                                + "; readlink /proc/$$/fd/0 >> "
                                + seen
                                + "; echo canary-token");

        assertThat(tokenIn(reading)).isEqualTo("canary-token");
        assertThat(Files.readAllLines(seen))
                .as("what the shell adds aside")
                .filteredOn(line -> !line.matches("(PWD|SHLVL|_|OLDPWD)=.*"))
                .containsExactlyInAnyOrder("PATH=/usr/bin:/bin", "HOME=/nonexistent", "/dev/null");
    }

    @Test
    void namesAProgramThatIsMissing() {
        assertThat(
                        new TokenCommands(ENVIRONMENT, Duration.ofSeconds(1))
                                .read(List.of("/nonexistent/pass", "show")))
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        unreadable ->
                                assertThat(unreadable.problem())
                                        .isEqualTo(
                                                "token command '/nonexistent/pass' cannot be started"));
    }

    private static Reading run(String script) {
        return run(script, Duration.ofSeconds(30));
    }

    private static Reading run(String script, Duration timeLimit) {
        return new TokenCommands(ENVIRONMENT, timeLimit).read(List.of("/bin/sh", "-c", script));
    }

    private static String tokenIn(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Token.class);
        try (Secret secret = ((Reading.Token) reading).secret()) {
            return secret.use(bytes -> new String(bytes, US_ASCII));
        }
    }
}
