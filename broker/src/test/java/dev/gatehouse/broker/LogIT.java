package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.broker.admin.AdminClient;
import dev.gatehouse.broker.admin.AdminRefusal;
import dev.gatehouse.broker.credential.source.EffectiveUser;
import dev.gatehouse.broker.log.LogLevel;
import dev.gatehouse.broker.log.LogSettings;
import dev.gatehouse.broker.log.Logging;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// The log of a broker, and of a process whose standard error leads to the journal.
class LogIT {
    private static final Logger LOG = LoggerFactory.getLogger(LogIT.class);
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    @TempDir private Path directory;

    @AfterEach
    void asConfigured() {
        Logging.apply(LogSettings.DEFAULT);
    }

    @Test
    void takesLevelsFromTheConfigurationAndFromItsNextOne() throws IOException {
        try (TestingBroker broker = broker("log: { level: error }").start()) {
            assertThat(LOG.isWarnEnabled()).as("from the start on").isFalse();

            broker.broker().reload(broker("log: { level: debug, format: json }").configuration());
            assertThat(LOG.isDebugEnabled()).as("after a reload").isTrue();

            broker.broker().reload(broker("").configuration());
            assertThat(LOG.isDebugEnabled()).as("the default, once it says nothing").isFalse();
            assertThat(LOG.isInfoEnabled()).as("the default, once it says nothing").isTrue();
        }
    }

    @Test
    void letsTheOperatorChangeTheLevelOfOneLogger() throws IOException {
        try (TestingBroker broker = broker("").start()) {
            AdminClient admin = new AdminClient(directory.resolve("run/admin.sock"));

            assertThat(admin.level("LogIT", Optional.of(LogLevel.DEBUG)).toString())
                    .isEqualTo("{\"loggers\":[\"dev.gatehouse.broker.LogIT\"]}");
            assertThat(LOG.isDebugEnabled()).isTrue();

            JsonNode _ = admin.level("LogIT", Optional.empty());
            assertThat(LOG.isDebugEnabled()).as("as it is configured").isFalse();

            assertThatThrownBy(() -> admin.level("no/such", Optional.of(LogLevel.DEBUG)))
                    .isInstanceOf(AdminRefusal.class)
                    .hasMessageContaining("nothing logs by this name");

            JsonNode _ = admin.level("LogIT", Optional.of(LogLevel.TRACE));
            broker.broker().reload(broker("").configuration());
            assertThat(LOG.isTraceEnabled())
                    .as("nothing stays loud by having been forgotten")
                    .isFalse();
        }
    }

    @Test
    void tellsTheJournalPrioritiesAndNobodyElse() throws Exception {
        Path stream = Files.createFile(directory.resolve("stderr"));
        String journal =
                Files.getAttribute(stream, "unix:dev")
                        + ":"
                        + Files.getAttribute(stream, "unix:ino");

        assertThat(logged(stream, Optional.of(journal)))
                .as("the stream that systemd named")
                .startsWith("<3>ERROR LoggedAlarms: Cannot read a token for agent 'dev'");
        assertThat(logged(stream, Optional.of("1:2")))
                .as("an inherited variable, and another stream")
                .startsWith("ERROR LoggedAlarms: ");
        assertThat(logged(stream, Optional.empty()))
                .as("a terminal or a file")
                .startsWith("ERROR LoggedAlarms: ");
    }

    private TestingBroker.Builder broker(String log) throws IOException {
        return TestingBroker.of(directory, NOWHERE)
                .agent("dev", "dev-bot", "0123456789", "grants: []")
                .with(log);
    }

    /// What a check of a token that is not there writes to the stream.
    private String logged(Path stream, Optional<String> journal) throws Exception {
        Path file = directory.resolve("gatehouse.yaml");
        Files.writeString(
                file,
                """
                forge: { url: "%s" }
                agents:
                  dev:
                    account: dev-bot
                    token: { file: %s }
                    socket: { uid: %d, gid: 1 }
                    grants: []
                """
                        .formatted(NOWHERE, directory.resolve("none"), EffectiveUser.uid()));
        Files.writeString(stream, "");
        ProcessBuilder builder =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                "dev.gatehouse.broker.Main",
                                "token",
                                "check",
                                "--config",
                                file.toString()));
        builder.environment().remove("JOURNAL_STREAM");
        journal.ifPresent(value -> builder.environment().put("JOURNAL_STREAM", value));
        builder.redirectOutput(directory.resolve("stdout").toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(stream.toFile()));
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
        return Files.readString(stream)
                .lines()
                .filter(it -> it.contains("LoggedAlarms"))
                .findFirst()
                .orElse("");
    }
}
