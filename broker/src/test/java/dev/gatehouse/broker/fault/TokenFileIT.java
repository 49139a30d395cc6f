package dev.gatehouse.broker.fault;

import static dev.gatehouse.broker.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.AgentClient;
import dev.gatehouse.broker.LogRecorder;
import dev.gatehouse.broker.TestingBroker;
import dev.gatehouse.broker.admin.AdminClient;
import dev.gatehouse.demoforge.DemoForge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a broker does whose token file goes, or becomes what it does not read, while it serves.
@Timeout(60)
class TokenFileIT {
    private static final String HOOKS = "/api/v1/repos/charles/claude-hooks";

    /// What befalls the file.
    @FunctionalInterface
    interface Accident {
        void befall(Path file) throws IOException;
    }

    @TempDir Path directory;

    private DemoForge forge;
    private String token;
    private TestingBroker broker;
    private AgentClient dev;

    @BeforeEach
    void start() throws IOException {
        forge = DemoForge.start(directory.resolve("forge"));
        token = forge.mintToken("dev-bot");
        broker =
                TestingBroker.of(directory, forge.url())
                        .agent(
                                "dev",
                                "dev-bot",
                                token,
                                """
                                grants:
                                  - repositories: [charles/claude-hooks]
                                    roles: [contribute]
                                """)
                        .start();
        dev = broker.client("dev");
        assertThat(dev.get(HOOKS).status()).isEqualTo(200);
    }

    @AfterEach
    void stop() throws IOException {
        broker.close();
        forge.close();
    }

    static Stream<Arguments> accidents() {
        return Stream.of(
                accident("vanished", Files::delete),
                accident("open to others", file -> mode(file, "rw-r--r--")),
                accident("empty", file -> Files.writeString(file, "")),
                accident(
                        "a directory",
                        file -> {
                            Files.delete(file);
                            Files.createDirectory(file);
                        }),
                accident(
                        "a link that leads nowhere",
                        file -> {
                            Files.delete(file);
                            Files.createSymbolicLink(file, file.resolveSibling("nowhere"));
                        }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accidents")
    void goesOnWithTheTokenItHasAndTellsTheOperator(String what, Accident accident)
            throws Exception {
        try (LogRecorder log = LogRecorder.start()) {
            accident.befall(file());

            eventually(() -> log.text().contains("Cannot read a token for agent 'dev'"));

            assertThat(log.text())
                    .as("where, and what becomes of calls")
                    .contains(file().toString(), "calls go on with the one read before")
                    .doesNotContain(token);
        }
        assertThat(dev.get(HOOKS).status()).isEqualTo(200);
        assertThat(alarms()).contains("Cannot read a token for agent 'dev'");
        // Whether the file is to be had is the operator's business.
        assertThat(dev.get("/-/broker/v1/whoami").body()).doesNotContain(file().toString());

        forge.revokeToken(token);
        AgentClient.Reply dead = dev.get(HOOKS);
        forge.forgetRequests();
        AgentClient.Reply again = dev.get(HOOKS);

        assertThat(dead.refusal()).as(dead.body()).isEqualTo("credential-rejected");
        assertThat(again.refusal()).isEqualTo("credential-rejected");
        assertThat(forge.requests()).as("nothing is sent with a dead token").isEmpty();
        if (Files.isDirectory(file())) {
            Files.delete(file());
        }
        broker.writeToken("dev", forge.mintToken("dev-bot"));
        eventually(() -> dev.get(HOOKS).status() == 200);
    }

    private static Arguments accident(String name, Accident accident) {
        return Arguments.of(name, accident);
    }

    private static void mode(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private Path file() {
        return directory.resolve("dev.token");
    }

    private String alarms() throws IOException {
        return new AdminClient(directory.resolve("run/admin.sock")).text("/v1/alarms");
    }
}
