package dev.gatehouse.shim.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallerEnvironmentTest {
    @Test
    void putsBackWhatTheLauncherKept() {
        Map<String, String> variables =
                new HashMap<>(
                        Map.of(
                                "FORGE_CALLER", "1",
                                "FORGE_CALLER_LANG", "de_DE.UTF-8",
                                "FORGE_CALLER_JAVA_TOOL_OPTIONS", "-Dx=y",
                                "LANG", "C",
                                "LC_CTYPE", "C.UTF-8",
                                "HOME", "/home/agent"));

        CallerEnvironment.restore(variables);

        assertThat(variables)
                .as("LC_CTYPE is the launcher's, and the caller had none")
                .containsOnly(
                        Map.entry("LANG", "de_DE.UTF-8"),
                        Map.entry("JAVA_TOOL_OPTIONS", "-Dx=y"),
                        Map.entry("HOME", "/home/agent"));
    }

    @Test
    void leavesAloneWhatNoLauncherSet() {
        Map<String, String> variables = new HashMap<>(Map.of("LANG", "C"));

        CallerEnvironment.restore(variables);

        assertThat(variables).containsOnly(Map.entry("LANG", "C"));
    }
}
