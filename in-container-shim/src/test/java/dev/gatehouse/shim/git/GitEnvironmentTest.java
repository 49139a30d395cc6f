package dev.gatehouse.shim.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.relay.LoopbackSecret;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitEnvironmentTest {
    private static final String URL = "http://127.0.0.1:1234/";

    private static Map<String, String> prepared(Map<String, String> given) throws IOException {
        Map<String, String> variables = new HashMap<>(given);
        GitEnvironment.prepare(variables, URL, LoopbackSecret.draw());
        return variables;
    }

    @Test
    void keepsTheEntriesThatAreThere() throws IOException {
        Map<String, String> variables =
                prepared(
                        Map.of(
                                "GIT_CONFIG_COUNT", "1",
                                "GIT_CONFIG_KEY_0", "a.b",
                                "GIT_CONFIG_VALUE_0", "c"));

        assertThat(variables)
                .containsEntry("GIT_CONFIG_KEY_0", "a.b")
                .containsEntry("GIT_CONFIG_VALUE_0", "c")
                .containsEntry("GIT_CONFIG_KEY_1", "http." + URL + ".extraHeader")
                .containsEntry("GIT_CONFIG_COUNT", "6");
    }

    @Test
    void leavesNoProxyAndNobodyToAsk() throws IOException {
        assertThat(prepared(Map.of("https_proxy", "x", "HTTP_PROXY", "x", "SSH_ASKPASS", "/x")))
                .doesNotContainKeys("https_proxy", "HTTP_PROXY")
                .containsEntry("no_proxy", "127.0.0.1")
                .containsEntry("GIT_ASKPASS", "")
                .containsEntry("GIT_TERMINAL_PROMPT", "0");
    }

    @Test
    void addsItsOwnProtocolToThoseThatAreAllowed() throws IOException {
        assertThat(prepared(Map.of("GIT_ALLOW_PROTOCOL", "forge")))
                .containsEntry("GIT_ALLOW_PROTOCOL", "forge:http");
        assertThat(prepared(Map.of())).doesNotContainKey("GIT_ALLOW_PROTOCOL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1 ", "9999999"})
    void refusesACountThatIsNone(String count) {
        assertThatThrownBy(() -> prepared(Map.of("GIT_CONFIG_COUNT", count)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("GIT_CONFIG_COUNT");
    }
}
