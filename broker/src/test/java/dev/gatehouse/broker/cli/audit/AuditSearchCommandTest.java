package dev.gatehouse.broker.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class AuditSearchCommandTest {
    @TempDir Path folder;

    private TestingLogFile log;

    @BeforeEach
    void write() throws IOException {
        log = TestingLogFile.in(folder);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "--agent=qa,                               8 9 10",
        "--repository=charles/*,                   2 3 4 5 6 7 10",
        "--repository=CHARLES/l*b,                 2 3 4 5 6 7",
        "--operation=issue*,                       2 3 4",
        "--ref=dev/*,                              5 6 7",
        "--ref=refs/heads/*,                       5 6 7",
        "--ref=refs/tags/*,                        ''",
        "--request=a-3,                            5 6 7",
        "--refused,                                4 6 9",
        "--since=2026-11-21T15:04:00Z,             8 9 10",
        "--until=2026-11-21T15:01:00Z,             1 2",
        "--agent=dev --refused --until=2026-11-21T15:02:00Z, 4",
        "--agent=nobody,                           ''"
    })
    void findsTheRecordsThatFitEverything(String asked, String expected) {
        TestingLogFile.Said said =
                log.asked(new AuditSearchCommand(), ("--json " + asked).split(" "));
        List<String> found =
                said.out()
                        .lines()
                        .map(line -> new JsonMapper().readTree(line).path("seq").asString())
                        .toList();

        assertThat(String.join(" ", found)).isEqualTo(expected);
        assertThat(said.status())
                .as("nothing found is no failure, and no success")
                .isEqualTo(expected.isEmpty() ? 3 : 0);
    }

    @Test
    void showsCallsUnderWayToo() {
        assertThat(log.asked(new AuditSearchCommand(), "--request=a-5").out())
                .isEqualTo(
                        "2026-11-21T15:06:00.000Z  qa         under way repoGet charles/other\n");
    }

    @Test
    void saysHowATimeIsWritten() {
        TestingLogFile.Said said = log.asked(new AuditSearchCommand(), "--since=soon");

        assertThat(said.status()).isEqualTo(2);
        assertThat(said.err()).contains("'soon' is no time", "7d");
    }
}
