package dev.gatehouse.broker.worker.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.worker.TestingContainer;
import dev.gatehouse.broker.worker.TestingSpecs;
import dev.gatehouse.broker.worker.WorkerSpec;
import dev.gatehouse.protocol.PublicWord;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FromOutsideTest {
    private static final WorkerSpec SPEC = TestingSpecs.dev();

    private final TestingContainer container = TestingContainer.of(SPEC);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FORGE_TOKEN=x",
                "BASIC_AUTH=x",
                "SSH_KEY_FILE=/x",
                "API_KEY=a\nb",
                "TOKEN=="
            })
    void aVariableWithTheNameOfASecretIsABreach(String line) {
        String name = line.split("=", 2)[0];

        assertThat(ofProcesses(line).breaches())
                .as("of a process")
                .containsExactly(name + " is set");
        container.withVariable(line);
        assertThat(ofProcesses().breaches())
                .as("of the container's settings")
                .containsExactly(name + " is set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://dev:hunter2@forge.example.org/",
                "HTTPS://dev:hunter2@forge.example.org",
                "see https://dev:hunter2@forge.example.org/",
                "x\nhttps://dev:hunter2@forge.example.org/\ny",
                "git+ssh://:hunter2@forge.example.org/",
                "https://forge.example.org/ https://dev:hunter2@forge.example.org/",
            })
    void anAddressWithAPasswordIsABreachAndIsNotTold(String value) {
        assertThat(ofProcesses("REMOTE=" + value).breaches())
                .containsExactly("REMOTE holds an address with a password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TOKEN=",
                "ANTHROPIC_API_KEY=" + PublicWord.KEY_PLACEHOLDER,
                "GIT_AUTHOR_NAME=dev-bot",
                "GIT_CONFIG_KEY_0=url.forge::.insteadOf",
                "GIT_CONFIG_VALUE_1=ssh://git@forge.example.org/",
                "GIT_CONFIG_VALUE_2=git@forge.example.org:",
                "URL=https://forge.example.org:3000/a@b:c@d",
                "LANG=C",
            })
    void otherVariablesAreNone(String line) {
        assertThat(ofProcesses(line).breaches()).isEmpty();
        container.withVariable(line);
        assertThat(ofProcesses().breaches()).isEmpty();
    }

    @Test
    void aSecretBesideThePublicWordIsSeen() {
        container.withVariable("API_KEY=" + PublicWord.KEY_PLACEHOLDER);

        assertThat(ofProcesses("API_KEY=hunter2").breaches())
                .as("a process may have another value than its container")
                .containsExactly("API_KEY is set");
    }

    private Finding ofProcesses(String... lines) {
        return outside().environment(List.of(lines));
    }

    private FromOutside outside() {
        return new FromOutside(SPEC, container, List.of());
    }
}
