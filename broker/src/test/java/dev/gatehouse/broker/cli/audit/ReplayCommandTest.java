package dev.gatehouse.broker.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReplayCommandTest {
    @TempDir Path folder;

    private TestingLogFile log;
    private Path policy;

    @BeforeEach
    void write() throws IOException {
        log = TestingLogFile.in(folder);
        policy = folder.resolve("new.yaml");
        Files.writeString(
                policy,
                """
                forge: { url: https://forge.example.org }
                agents:
                  dev:
                    account: dev-bot
                    token: { file: /etc/gatehouse/tokens/dev }
                    socket: { uid: 10001, gid: 10001 }
                    grants:
                      - repositories: [charles/lib]
                        roles: [contribute]
                        allow: [issueDelete]
                        accept-risk: [destructive]
                        push: { branches: ["topic/**"], create: true }
                """);
    }

    @Test
    void tellsWhatWouldChangeAndByWhichRule() {
        TestingLogFile.Said said = log.asked(new ReplayCommand(), "--policy", policy.toString());

        assertThat(said.err()).isEmpty();
        assertThat(said.out())
                .isEqualTo(
                        """
                        newly-refused: 2
                               1  dev git-receive-pack charles/lib refs/heads/dev/gr\u00fcn  ref-not-granted by agents.dev.grants[0] (line 8) push
                               1  qa repoGet charles/other  not-granted by default: refuse
                        newly-allowed: 1
                               1  dev issueDelete charles/lib  agents.dev.grants[0] (line 8) allow: issueDelete
                        cannot-tell:   0
                        unchanged:     1
                        other calls:   1 (no grant decides on these)
                        """);
        assertThat(said.status()).as("something would newly be refused").isEqualTo(3);
    }

    @Test
    void takesOnlyCallsSinceATime() {
        TestingLogFile.Said said =
                log.asked(
                        new ReplayCommand(),
                        "--policy",
                        policy.toString(),
                        "--since=2026-11-21T15:04:00Z",
                        "--json");
        JsonNode report = new JsonMapper().readTree(said.out());

        assertThat(report.path("newly_refused").size()).isEqualTo(1);
        assertThat(report.path("newly_refused").path(0).path("agent").asString()).isEqualTo("qa");
        assertThat(report.path("newly_refused").path(0).path("calls").asLong()).isEqualTo(1);
        assertThat(report.path("unchanged").asLong()).isZero();
    }
}
