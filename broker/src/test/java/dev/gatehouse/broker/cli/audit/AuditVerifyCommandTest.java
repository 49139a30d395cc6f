package dev.gatehouse.broker.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.audit.AuditLog;
import dev.gatehouse.broker.audit.AuditSettings;
import dev.gatehouse.broker.audit.Phrase;
import dev.gatehouse.broker.audit.read.AuditReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class AuditVerifyCommandTest {
    @TempDir Path folder;

    private TestingLogFile log;

    @BeforeEach
    void run() throws IOException {
        log = new TestingLogFile(folder.resolve("audit.jsonl"));
        open(AuditSettings.DEFAULT_ROTATE_BYTES).close();
    }

    @Test
    void provesALogAndNamesItsHead() {
        TestingLogFile.Said said = log.asked(new AuditVerifyCommand());

        assertThat(said.status()).isZero();
        assertThat(said.out()).containsPattern("head: +2 [0-9a-f]{64}");
    }

    @Test
    void goesOnBehindTheHeadOfAnArchive() throws Exception {
        archiveAllButTheLastFile();
        JsonNode first =
                new JsonMapper().readTree(Files.readString(log.path()).lines().toList().getFirst());
        String head = first.path("seq").asLong() - 1 + " " + first.path("prev").asString();

        TestingLogFile.Said without = log.asked(new AuditVerifyCommand());
        TestingLogFile.Said behind = log.asked(new AuditVerifyCommand(), "--after", head);

        assertThat(without.status()).as("records are missing").isEqualTo(1);
        assertThat(without.out()).contains("records are missing");
        assertThat(behind.status()).as(behind.out()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--after=7", "--after=x", "--head=abc", "--head=7 abc"})
    void saysHowAHeadIsWritten(String option) {
        TestingLogFile.Said said = log.asked(new AuditVerifyCommand(), option);

        assertThat(said.status()).isEqualTo(2);
        assertThat(said.err()).contains("as 'audit verify' prints");
    }

    private void archiveAllButTheLastFile() throws IOException, InterruptedException {
        try (AuditLog _ = open(1)) {
            while (AuditReader.files(log.path()) < 2) {
                Thread.sleep(50);
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path rotated :
                    files.filter(path -> path.toString().matches(".*-[0-9]+\\.jsonl")).toList()) {
                Files.delete(rotated);
            }
        }
    }

    private AuditLog open(long rotateBytes) throws IOException {
        return AuditLog.open(
                new AuditSettings(
                        log.path(), AuditSettings.Sync.INTERVAL, rotateBytes, new Phrase("test")));
    }
}
