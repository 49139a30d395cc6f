package dev.gatehouse.broker.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.SocketOwner;
import dev.gatehouse.protocol.PublicWord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentRunTest {
    private static final AgentRun RUN = run("true");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FORGE_TOKEN",
                "token",
                "TOKENS",
                "MY_SECRET",
                "DB_PASSWORD",
                "PGPASSWD",
                "AWS_CREDENTIALS",
                "ANTHROPIC_API_KEY",
                "SSH_KEY_FILE",
                "apikey",
                "BASIC_AUTH",
                "SSH_AUTH_SOCK",
            })
    void refusesAVariableThatSoundsLikeASecret(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RUN.withEnvironment(new TreeMap<>(Map.of(name, "hunter2"))))
                .withMessageContaining(name)
                .withMessageContaining("to the daemon")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1A", "A B", "A=B", "A\n", "GATEHOUSE_RUN"})
    void refusesWhatIsNoVariableOfARun(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RUN.withEnvironment(new TreeMap<>(Map.of(name, "x"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LANG", "KEYBOARD", "MONKEY", "_x1"})
    void takesOtherVariables(String name) {
        assertThat(RUN.withEnvironment(new TreeMap<>(Map.of(name, "x"))).environment())
                .containsKey(name);
    }

    @Test
    void takesWhatIsNoSecretUnderItsName() {
        Map<String, String> fine =
                Map.of("GIT_AUTHOR_NAME", "dev-bot", "API_KEY", PublicWord.KEY_PLACEHOLDER);

        assertThat(RUN.withEnvironment(new TreeMap<>(fine)).environment())
                .as("clients insist on a key, and this one is everyone's")
                .isEqualTo(fine);
    }

    @Test
    void refusesACommandThatCannotBeRun() {
        assertThatIllegalArgumentException().isThrownBy(() -> run());
        assertThatIllegalArgumentException().isThrownBy(() -> run(""));
        assertThatIllegalArgumentException().isThrownBy(() -> run("a", "b\0c"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RUN.withDirectory(Optional.of("relative")));
    }

    private static AgentRun run(String... words) {
        return AgentRun.of(
                new AgentName("dev"), "gatehouse-dev", new SocketOwner(1, 1), List.of(words));
    }
}
