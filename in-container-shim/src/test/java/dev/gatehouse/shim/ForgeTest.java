package dev.gatehouse.shim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForgeTest {
    @TempDir Path directory;

    private TestingForge.Ended run(String... arguments) {
        return TestingForge.run(directory.resolve("none.sock"), arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "-h",
                "api --help",
                "api -h",
                "api user --help",
                "whoami --help",
                "policy --help",
                "policy explain --help",
                "doctor --help",
                "relay --help",
                "mcp --help",
                "forward --help",
                "run --help",
                "gh api --help",
                "help api"
            })
    void helps(String arguments) {
        TestingForge.Ended ended = run(arguments.split(" "));

        assertThat(ended.status()).isZero();
        assertThat(ended.output()).contains("Usage: forge");
        assertThat(ended.output().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void knowsItsVersion() {
        assertThat(run("--version").output()).matches("forge \\d+\\.\\d+.*\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whoami x",
                "gh auth status x",
                "mcp x",
                "mcp --json",
                "mcp --frob",
                "forward x",
                "forward --listen 0.0.0.0:1",
                "forward --listen localhost:1",
                "forward --listen [::1]:1",
                "forward --listen 127.0.0.1",
                "forward --listen 127.0.0.1:65536",
                "run",
                "run --",
                "run --frob x",
                "run -- /nowhere/at/all",
                "policy x",
                "doctor x",
                "policy explain GET",
                "relay",
                "relay x",
                "relay --x",
                "relay 0.0.0.0:1=/a"
            })
    void refusesWrongUsage(String arguments) {
        TestingForge.Ended ended = run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.errors()).startsWith("forge: ").hasLineCount(1);
    }

    @Test
    void refusesTextThatGotLost() {
        TestingForge.Ended ended = run("api", "p", "-f", "title=Gr\uFFFD\uFFFDe");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.errors()).contains("argument 4 is not UTF-8");
    }

    /// The arguments of `api` and `whoami` are their own tests' matter.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "help",
                "help --agent",
                "help issue",
                "issue --help",
                "issue list",
                "gh",
                "gh pr list --help",
                "gh auth token",
                "--frob",
                "frob"
            })
    void leavesAllOtherWordsToTheBroker(String arguments) {
        TestingForge.Ended ended = run(arguments.split(" "));

        assertThat(ended.output()).isEmpty();
        assertThat(ended.errors()).contains("cannot reach the broker");
        assertThat(ended.status()).isEqualTo(4);
    }

    @Test
    void leavesHelpOfAnotherProgramToThatProgram() {
        assertThat(run("run", "--", "/nowhere/at/all", "--help").output()).isEmpty();
    }

    @Test
    void saysWhatToDoWithoutABroker() {
        TestingForge.Ended ended = run("api", "user");

        assertThat(ended.status()).isEqualTo(4);
        assertThat(ended.errors())
                .contains("nothing was sent")
                .contains("forge doctor")
                .hasLineCount(1);
    }

    @Test
    void doesNotWaitForAFileToBecomeASocket() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        long started = System.nanoTime();

        TestingForge.Ended ended =
                TestingForge.run(Map.of("GATEHOUSE_SOCKET", file.toString()), "", "api", "user");

        assertThat(ended.status()).isEqualTo(4);
        assertThat(ended.errors()).contains("it is not a socket").doesNotContain("waiting");
        assertThat(System.nanoTime() - started).isLessThan(10_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", "999999"})
    void refusesATimeoutThatIsNoNumber(String seconds) {
        TestingForge.Ended ended =
                TestingForge.run(Map.of(Surroundings.TIMEOUT_VARIABLE, seconds), "", "api", "user");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.errors()).contains(Surroundings.TIMEOUT_VARIABLE);
    }

    @Test
    void showsATraceOnlyWhenAskedTo() {
        Map<String, String> environment =
                Map.of(
                        "GATEHOUSE_SOCKET",
                        directory.resolve("none.sock").toString(),
                        Surroundings.TIMEOUT_VARIABLE,
                        "0",
                        Surroundings.DEBUG_VARIABLE,
                        "1");

        assertThat(TestingForge.run(environment, "", "api", "user").errors()).contains("\tat ");
        assertThat(run("api", "user").errors()).doesNotContain("\tat ");
    }
}
