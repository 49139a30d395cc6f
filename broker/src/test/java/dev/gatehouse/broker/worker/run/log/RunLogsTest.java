package dev.gatehouse.broker.worker.run.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AgentName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogsTest {
    private static final AgentName DEV = new AgentName("dev");

    @TempDir Path directory;
    private Instant now = Instant.parse("2026-11-21T08:30:01.123Z");

    @Test
    void writesAHeadTheLinesOfBothStreamsAndATail() throws IOException {
        try (RunLog log = begin("0123456789ab", "forge whoami")) {
            log.output().write(bytes("one\ntw"));
            log.error().write(bytes("oops\n"));
            log.output().write(bytes("o\nrest"));
            log.end("exit 0 after 1 s");
        }
        Path file = logs().find(DEV, "0123456789ab").orElseThrow();
        assertThat(file.getFileName()).hasToString("20261121T083001.123Z-0123456789ab.log");
        assertThat(file)
                .hasContent(
                        """
                        run: 0123456789ab
                        agent: dev
                        container: gatehouse-dev
                        started: 2026-11-21T08:30:01.123Z
                        command: forge whoami

                        08:30:01.123 out| one
                        08:30:01.123 err| oops
                        08:30:01.123 out| two
                        08:30:01.123 out| rest
                        ended: 2026-11-21T08:30:01.123Z, exit 0 after 1 s
                        """);
    }

    @Test
    void isReadByItsOwnerOnly() throws IOException {
        begin("0123456789ab", "true").close();
        Path file = logs().find(DEV, "0123456789ab").orElseThrow();
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(Files.getPosixFilePermissions(file.getParent())).hasSize(3);
    }

    @Test
    void listsRunsNewestFirstWithWhatBecameOfThem() throws IOException {
        try (RunLog log = begin("00000000000a", "first")) {
            log.end("exit 1");
        }
        now = now.plus(Duration.ofMinutes(1));
        try (RunLog log = begin("00000000000b", "second")) {
            log.output().write(bytes("ended: forged\n"));
        }
        List<RunSummary> runs = logs().list(DEV);
        assertThat(runs).extracting(RunSummary::command).containsExactly("second", "first");
        assertThat(runs.getFirst().outcome())
                .as("an agent cannot end its log")
                .contains("under way");
        assertThat(runs.getLast().outcome()).endsWith("exit 1");
        assertThat(logs().list(new AgentName("boss"))).isEmpty();
    }

    @Test
    void keepsTheNewestOnly() throws IOException {
        for (int run = 0; run < RunLogs.KEPT + 3; run++) {
            now = now.plusMillis(1);
            begin(String.format("%012x", run), "run " + run).close();
        }
        assertThat(logs().list(DEV)).hasSize(RunLogs.KEPT);
        assertThat(logs().list(DEV).getLast().command()).isEqualTo("run 3");
    }

    @Test
    void cutsALineThatDoesNotEnd() throws IOException {
        try (RunLog log = begin("0123456789ab", "true")) {
            log.output().write(bytes("x".repeat(LineStream.MOST_BYTES) + "y\n"));
            log.output().write(bytes("z".repeat(LineStream.MOST_BYTES) + "\nnext\n"));
        }
        String text = Files.readString(logs().find(DEV, "0123456789ab").orElseThrow());
        assertThat(text.lines().skip(6).map(line -> line.substring(13, 19)))
                .containsExactly("out| x", "out+ y", "out| z", "out| n");
    }

    private RunLog begin(String id, String command) throws IOException {
        return logs().begin(DEV, id, "gatehouse-dev", command);
    }

    private RunLogs logs() {
        return new RunLogs(directory.resolve("runs"), () -> now);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
