package dev.gatehouse.broker;

import static dev.gatehouse.broker.Eventually.eventually;

import dev.gatehouse.demoforge.DemoForge;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class StartMemoryIT {
    @TempDir Path directory;

    @Test
    void collectsWhatItsStartLeft() throws Exception {
        try (DemoForge forge = DemoForge.start(directory.resolve("forge"))) {
            TestingBroker.Builder agents =
                    TestingBroker.of(directory, forge.url())
                            .agent("dev", "dev-bot", forge.token("dev-bot"), "grants: []");
            agents.writeTokens();
            try (BrokerProcess _ =
                    BrokerProcess.start(
                            directory, agents.text(), "env", "JAVA_TOOL_OPTIONS=-Xlog:gc")) {
                eventually(() ->
                        Files.readString(BrokerProcess.log(directory))
                                .contains("Pause Full (System.gc())"));
            }
        }
    }
}
