package dev.gatehouse.broker.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.worker.RequiresDocker;
import dev.gatehouse.broker.worker.TestingWorker;
import dev.gatehouse.broker.worker.gate.Closure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@RequiresDocker
@Timeout(120)
class WorkerCommandsIT {
    @TempDir static Path directory;
    private static TestingWorker worker;
    private static TestingHost host;
    private static String agent;

    private final ByteArrayOutputStream streamed = new ByteArrayOutputStream();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void up() throws Exception {
        worker = TestingWorker.in(directory);
        String image = worker.soundImage();
        host = new TestingHost(worker, image);
        agent = worker.agent().value();
        worker.workers().up(worker.spec(image));
    }

    @AfterAll
    static void down() throws IOException {
        worker.close();
    }

    @ParameterizedTest
    @CsvSource({
        "exit 0,0",
        "exit 7,7",
        "exec no-such-program,127",
        "exec /etc/passwd,126",
        "kill -9 $$,137"
    })
    void endsWithTheStatusOfTheCommand(String script, int status) {
        assertThat(exec("", agent, "--", "sh", "-c", script)).isEqualTo(status);
    }

    @Test
    void passesInputAndOutputOn() {
        assertThat(exec("one\ntwo\n", agent, "--env", "A=b=c", "--", "sh", "-c", "tac; echo $A"))
                .isZero();
        assertThat(streamed.toString(StandardCharsets.UTF_8)).isEqualTo("two\none\nb=c\n");
    }

    @Test
    void saysThatTheTimeWasOver() {
        assertThat(exec("", agent, "--timeout", "300ms", "--grace", "5s", "--", "sleep", "60"))
                .isEqualTo(124);
        assertThat(err.toString()).contains("timed out, ended");
    }

    @Test
    void refusesASecretBeforeAnythingRuns() {
        assertThat(exec("", agent, "--env", "FORGE_TOKEN=hunter2", "--", "true")).isEqualTo(125);
        assertThat(err.toString()).contains("FORGE_TOKEN").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, has no agent nobody",
        "never-up, gatehouse worker up never-up",
        "No/Name, is not an agent name"
    })
    void saysWhoseContainerIsNotThere(String whose, String said) {
        assertThat(exec("", whose, "--", "true")).isEqualTo(125);
        assertThat(err.toString()).contains(said);
    }

    @Test
    void beginsNothingWhileTheWorkerIsUpdated() throws Exception {
        try (Closure _ = worker.gates().close(worker.agent(), "roll", Duration.ZERO)) {
            assertThat(exec("", agent, "--", "true")).isEqualTo(125);
            assertThat(err.toString()).contains("is being updated", "try again");
        }
    }

    @Test
    void aSignalEndsTheRunInTheContainerToo() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                ClassPath.ofTests(),
                                ExecProcess.class.getName(),
                                directory.toString(),
                                worker.run(),
                                "MARK=signalled; export MARK; echo begun; exec sleep 600")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("begun");
            assertThat(worker.isAlive("signalled")).isTrue();
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("128 and SIGTERM").isEqualTo(143);
            assertThat(worker.isAlive("signalled")).isFalse();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void showsTheLogsOfRuns() {
        exec("", agent, "--", "echo", "remember me");
        assertThat(logs(agent, "--runs")).isZero();
        String id = out.toString().lines().findFirst().orElseThrow().substring(0, 12);
        assertThat(out.toString()).contains("echo 'remember me'", "exit 0 after");
        streamed.reset();
        assertThat(logs(agent, "--run", id)).isZero();
        assertThat(streamed.toString(StandardCharsets.UTF_8)).contains("out| remember me");
        assertThat(logs(agent, "--tail", "5")).as("the container's own").isZero();
    }

    @Test
    void rollsOnlyWhatIsThereAndSaysWhatTheConfigurationNames() throws Exception {
        String next = worker.image("next", "echo next");
        assertThat(roll("--all", "--image", next)).isZero();
        assertThat(out.toString()).contains("agent " + agent + " now has " + next);
        assertThat(err.toString()).contains("the configuration still gives", host.image());
        assertThat(roll(agent, "--image", host.image(), "--now")).isZero();
    }

    @Test
    void stopsAtTheFirstAgentThatFails() {
        assertThat(roll(TestingHost.NEVER_UP.value(), agent, "--image", host.image())).isEqualTo(1);
        assertThat(err.toString())
                .contains("agent never-up has no container", "agent " + agent + " was left alone");
    }

    private int exec(String input, String... arguments) {
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        return execute(
                new WorkerExecCommand(
                        host, new StandardStreams(Optional.of(in), streamed, streamed)),
                arguments);
    }

    private int logs(String... arguments) {
        return execute(
                new WorkerLogsCommand(
                        host, new StandardStreams(Optional.empty(), streamed, streamed)),
                arguments);
    }

    private int roll(String... arguments) {
        return execute(new WorkerRollCommand(host), arguments);
    }

    private int execute(Object command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
