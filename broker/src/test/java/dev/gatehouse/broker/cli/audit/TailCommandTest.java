package dev.gatehouse.broker.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(60)
class TailCommandTest {
    @TempDir Path folder;

    private TestingLogFile log;

    @BeforeEach
    void write() throws IOException {
        log = TestingLogFile.in(folder);
    }

    @Test
    void showsALineForEachCallWithRuleAndRemedyOfRefusals() {
        TestingLogFile.Said said = log.asked(new TailCommand());

        assertThat(said.err()).isEmpty();
        assertThat(said.out())
                .isEqualTo(
                        """
                        2026-11-21T15:00:00.000Z  -          log       started gatehouse 0.2.0
                        2026-11-21T15:01:00.040Z  dev        200       issueGetIssue charles/lib  40 ms, 0 B in, 2.0 KiB out
                        2026-11-21T15:02:00.000Z  dev        refused   issueDelete charles/lib  not-granted by default: refuse
                                                  remedy: if it should: repositories: [charles/lib], allow: [issueDelete], accept-risk: [destructive]
                        2026-11-21T15:03:00.010Z  dev        shadow    git-receive-pack charles/lib refs/heads/dev/gr\u00fcn 0000000..aaaaaaa  would be refused (ref-not-granted) by agents.dev.grants[1] (line 19) push
                        2026-11-21T15:03:01.000Z  dev        200       git-receive-pack charles/lib refs/heads/dev/gr\u00fcn 0000000..aaaaaaa  1000 ms, 5.0 MiB in, 77 B out
                        2026-11-21T15:04:00.000Z  qa         alarm     credential-rejected: Forgejo answered 401
                        2026-11-21T15:05:00.000Z  qa         refused   egress.connect example.com:443  not-granted by egress
                                                  remedy: if it should: egress: { hosts: [example.com], ports: [443] }
                        2026-11-21T15:06:00.000Z  qa         under way repoGet charles/other
                        """);
    }

    @Test
    void showsTheLastOfThoseThatAreWanted() {
        assertThat(log.asked(new TailCommand(), "-n1", "--agent", "dev", "--refused").out())
                .as("a shadow's refusal is one")
                .startsWith("2026-11-21T15:03:00.010Z  dev        shadow");
        assertThat(log.asked(new TailCommand(), "-n1", "--refused", "--json").out())
                .startsWith("{\"seq\":9,")
                .hasLineCount(1);
    }

    @Test
    void looksIntoEarlierFilesForEnough() throws IOException {
        Files.move(log.path(), folder.resolve("audit-000000000001-000000000010.jsonl"));
        Files.writeString(
                log.path(),
                "{\"seq\":11,\"time\":\"2026-11-21T16:00:00Z\",\"kind\":\"continued\","
                        + "\"file\":\"audit-000000000001-000000000010.jsonl\"}\n");

        assertThat(log.asked(new TailCommand(), "-n1").out())
                .contains("follows audit-000000000001")
                .doesNotContain("alarm");
        assertThat(log.asked(new TailCommand(), "-n4").out()).contains("alarm", "follows");
    }

    @Test
    void keepsATamperedLineFromTheTerminal() throws IOException {
        Files.writeString(
                log.path(),
                "\u001b[2Jwiped\n{\"seq\":12,\"time\":\"2026-11-21T16:00:00Z\","
                        + "\"kind\":\"started\",\"version\":\"\\u001b[31mred\"}\n",
                StandardOpenOption.APPEND);

        TestingLogFile.Said said = log.asked(new TailCommand());

        assertThat(said.out() + said.err()).doesNotContain("\u001b");
        assertThat(said.out()).contains("started \\u001B[31mred");
        assertThat(said.err()).contains(log.path().toString(), "gatehouse audit verify");
    }

    @Test
    void followsTheLogUntilNobodyReads() throws Exception {
        PipedWriter pipe = new PipedWriter();
        BufferedReader lines = new BufferedReader(new PipedReader(pipe));
        CommandLine tail = new CommandLine(new TailCommand()).setOut(new PrintWriter(pipe, true));
        Thread following =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> tail.execute("-f", "-n1", log.path().toString()));
        assertThat(lines.readLine()).contains("egress.connect");
        assertThat(lines.readLine()).contains("remedy");
        Files.writeString(
                log.path(),
                "{\"seq\":11,\"time\":\"2026-11-21T16:00:00Z\",\"kind\":\"stopped\"}\n",
                StandardOpenOption.APPEND);

        assertThat(lines.readLine())
                .isEqualTo("2026-11-21T16:00:00.000Z  -          log       stopped");
        lines.close();
        following.join(30_000);
        assertThat(following.isAlive()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none/audit.jsonl", "other.jsonl"})
    void saysWhatIsMissingWhereNoLogIs(String name) {
        TestingLogFile.Said said =
                new TestingLogFile(folder.resolve(name)).asked(new TailCommand());

        assertThat(said.status()).isNotZero();
        assertThat(said.err()).contains("there is no ", "start the broker once");
    }
}
