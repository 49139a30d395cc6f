package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.DemoForge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class AlarmCommandIT {
    /// What a shell sets by itself.
    private static final Set<String> OF_THE_SHELL = Set.of("PWD", "OLDPWD", "SHLVL", "_");

    @TempDir Path directory;

    @Test
    void seesNothingOfTheBrokersEnvironment() throws Exception {
        Path told = directory.resolve("told");
        try (DemoForge forge = DemoForge.start(directory.resolve("forge"));
                TestingBroker broker = broker(forge, told)) {
            assertThat(broker.socket("dev")).exists();
            Files.delete(directory.resolve("dev.token"));
            while (!Files.exists(told)) {
                Thread.sleep(20);
            }
        }

        assertThat(Files.readAllLines(told))
                .as("a service manager's sockets and credentials are the broker's own")
                .extracting(line -> line.substring(0, line.indexOf('=')))
                .isSubsetOf(OF_THE_SHELL);
    }

    private TestingBroker broker(DemoForge forge, Path told) throws IOException {
        return TestingBroker.of(directory, forge.url())
                .agent("dev", "dev-bot", forge.token("dev-bot"), Workplace.GRANTS)
                .with(
                        "alarm-command: [/bin/sh, -c, \"/usr/bin/env > %s.new; /bin/mv %s.new %s\"]"
                                .formatted(told, told, told))
                .start();
    }
}
