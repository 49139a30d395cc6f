package dev.gatehouse.broker.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.gatehouse.broker.Eventually;
import dev.gatehouse.broker.worker.RequiresDocker;
import dev.gatehouse.broker.worker.TestingWorker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RequiresDocker
@Timeout(120)
class DispatchIT {
    @TempDir static Path directory;
    private static TestingWorker worker;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void up() throws Exception {
        worker = TestingWorker.in(directory);
        worker.workers().up(worker.spec(worker.soundImage()));
    }

    @AfterAll
    static void down() throws IOException {
        worker.close();
    }

    @Test
    void feedsAProgramUpToTheEndOfItsInput() throws Exception {
        byte[] input = new byte[3 << 20];
        RunResult result =
                run(
                        worker.command("wc", "-c")
                                .withInput(Optional.of(new ByteArrayInputStream(input))));
        assertThat(result.ending())
                .as("wc ends only when its input does")
                .isEqualTo(new Ending.Exited(0));
        assertThat(text(out).strip()).isEqualTo(String.valueOf(input.length));
    }

    @Test
    void passesOutputOnWhileTheProgramRuns() throws Exception {
        PipedInputStream seen = new PipedInputStream();
        PipedOutputStream taken = new PipedOutputStream(seen);
        PipedInputStream input = new PipedInputStream();
        PipedOutputStream answers = new PipedOutputStream(input);
        CompletableFuture<RunResult> result =
                inBackground(
                        worker.shell("echo first; read answer; echo got $answer")
                                .withInput(Optional.of(input)),
                        new RunOutput(taken, err));
        assertThat(line(seen)).isEqualTo("first");
        answers.write("yes\n".getBytes(StandardCharsets.UTF_8));
        answers.flush();
        assertThat(line(seen)).as("what it answers to what it was told").isEqualTo("got yes");
        answers.close();
        assertThat(result.get().ending()).isEqualTo(new Ending.Exited(0));
    }

    @Test
    void givesEachWordToTheProgramAsItIs() throws Exception {
        String word = "$(touch /tmp/injected); `id` 'a' \"b\" \\ * \n é -- &&";
        run(worker.command("printf", "%s|%s", word, ""));
        assertThat(text(out)).isEqualTo(word + "|");
        assertThat(worker.says("ls /tmp")).as("no shell read the word").doesNotContain("injected");
    }

    @Test
    void keepsTheStreamsApartAndSaysNothingOfItsOwn() throws Exception {
        run(worker.shell("echo 1234 >&2; echo out"));
        assertThat(text(err))
                .as("the number of the group is not the command's")
                .isEqualTo("1234\n");
        assertThat(text(out)).isEqualTo("out\n");
    }

    @Test
    void runsAsTheAgentsUserAndGroupInTheDirectoryThatIsAskedFor() throws Exception {
        run(
                worker.shell("id -u; id -g; pwd; echo $COLOUR")
                        .withDirectory(Optional.of("/state/cache"))
                        .withEnvironment(new TreeMap<>(Map.of("COLOUR", "blue green"))));
        assertThat(text(out).lines())
                .containsExactly("10001", "10001", "/state/cache", "blue green");
    }

    @ParameterizedTest
    @CsvSource({"exit 0,0", "exit 7,7", "kill -9 $$,137", "kill $$,143"})
    void tellsTheStatusOfTheCommandItself(String script, int status) throws Exception {
        assertThat(run(worker.shell(script)).ending()).isEqualTo(new Ending.Exited(status));
        assertThat(text(err)).as("nothing stands between").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"no-such-program,127", "/etc/passwd,126", "-x,127"})
    void tellsThatACommandCannotBeRunAsDockerDoes(String command, int status) throws Exception {
        assertThat(run(worker.command(command)).ending()).isEqualTo(new Ending.Exited(status));
        assertThat(text(err)).contains(command);
    }

    @Test
    void tellsThatADirectoryIsNotThere() throws Exception {
        RunResult result = run(worker.shell("true").withDirectory(Optional.of("/nowhere")));
        assertThat(result.ending()).isEqualTo(new Ending.Exited(126));
        assertThat(text(out)).contains("/nowhere");
    }

    @Test
    void keepsSoMuchOfALargeOutputAndLetsTheProgramGoOn() throws Exception {
        RunResult result =
                run(
                        worker.shell("head -c 20000000 /dev/zero | tr '\\0' x; echo done >&2")
                                .withLimits(RunLimits.DEFAULT.withKept(1_000_000, 100)));
        assertThat(result.ending()).isEqualTo(new Ending.Exited(0));
        assertThat(result.outputBytes()).isEqualTo(20_000_000);
        assertThat(result.outputTruncated()).isTrue();
        assertThat(result.errorTruncated()).isFalse();
        assertThat(text(out).substring(1_000_000))
                .isEqualTo("\n[gatehouse: 19,000,000 bytes more were not kept]\n");
        assertThat(text(err)).as("it ran to its end").isEqualTo("done\n");
        assertThat(Files.size(result.log().orElseThrow()))
                .as("the log's size")
                .isLessThan(2_000_000);
    }

    @Test
    void asksARunToEndWhenItsTimeIsOver() throws Exception {
        RunResult result =
                run(
                        worker.shell(
                                        "trap 'echo ended well; exit 0' TERM; echo begun;"
                                                + " while :; do sleep 0.05; done")
                                .withLimits(limits(1000, 8000)));
        assertThat(result.ending()).isEqualTo(new Ending.TimedOut(false));
        assertThat(text(out)).isEqualTo("begun\nended well\n");
        assertThat(result.duration()).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void killsARunThatDoesNotEndWhenItIsAsked() throws Exception {
        RunResult result =
                run(
                        worker.shell("trap '' TERM; while :; do sleep 0.05; done")
                                .withEnvironment(new TreeMap<>(Map.of("MARK", "stubborn")))
                                .withLimits(limits(500, 500)));
        assertThat(result.ending()).isEqualTo(new Ending.TimedOut(true));
        assertThat(worker.isAlive("stubborn")).isFalse();
    }

    @Test
    void endsTheWholeGroupAndWhatLeftIt() throws Exception {
        RunResult result =
                run(
                        worker.shell(
                                        "sleep 600 & (trap '' TERM; sleep 601) & setsid sleep 602 &"
                                                + " wait")
                                .withEnvironment(new TreeMap<>(Map.of("MARK", "family")))
                                .withLimits(limits(700, 700)));
        assertThat(result.ending()).isInstanceOf(Ending.TimedOut.class);
        assertThat(worker.isAlive("family")).as("any process of the run").isFalse();
    }

    @Test
    void endsARunWhoseCallerIsInterrupted() throws Exception {
        CompletableFuture<RunResult> result = new CompletableFuture<>();
        Thread caller =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                result.complete(
                                        run(
                                                worker.shell("echo begun; sleep 600")
                                                        .withEnvironment(mark("caller"))));
                            } catch (Throwable failed) {
                                result.completeExceptionally(failed);
                            }
                        });
        Eventually.eventually(() -> text(out).equals("begun\n"));
        caller.interrupt();
        assertThat(result.get().ending()).isEqualTo(new Ending.Cancelled(false));
        assertThat(worker.isAlive("caller")).isFalse();
    }

    @Test
    void endsARunWhoseOutputNobodyTakes() throws Exception {
        OutputStream closed =
                new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
        assertThatIOException()
                .isThrownBy(() ->
                        worker.dispatch()
                                .runAgent(
                                        worker.shell("while :; do echo y; done")
                                                .withEnvironment(mark("endless")),
                                        new RunOutput(closed, err)))
                .withMessageContaining("nobody takes its output");
        assertThat(worker.isAlive("endless")).isFalse();
    }

    @Test
    void saysThatAContainerWentAwayDuringARun() throws Exception {
        try (TestingWorker other = TestingWorker.in(directory.resolve("other"))) {
            other.workers().up(other.spec(other.soundImage()));
            CompletableFuture<RunResult> stopped =
                    CompletableFuture.supplyAsync(() -> unchecked(other, "echo x; sleep 600"));
            Eventually.eventually(
                    () -> !other.dispatch().runsUnderWay(other.container()).isEmpty());
            other.docker().stopContainerCmd(other.container()).withTimeout(2).exec();
            assertThat(stopped.get().ending())
                    .isEqualTo(new Ending.Lost("container " + other.container() + " was stopped"));
            assertThatIOException()
                    .isThrownBy(() -> other.says("true"))
                    .withMessageContaining("gatehouse worker up " + other.agent());
        }
    }

    @Test
    void listsTheRunsThatAreUnderWay() throws Exception {
        CompletableFuture<RunResult> result =
                inBackground(
                        worker.command("sleep", "1.25"),
                        new RunOutput(OutputStream.nullOutputStream(), err));
        Eventually.eventually(() -> !commands().isEmpty());
        assertThat(commands()).containsExactly(List.of("sleep", "1.25"));
        result.get();
        assertThat(commands()).as("after its end").isEmpty();
    }

    @Test
    void keepsALogThatOnlyItsOwnerReads() throws Exception {
        RunResult result = run(worker.shell("echo a line; echo 'ended: forged' >&2; exit 3"));
        Path log = result.log().orElseThrow();
        assertThat(Files.getPosixFilePermissions(log)).hasSize(2);
        assertThat(Files.readString(log))
                .contains("command: sh -c 'echo a line;")
                .containsPattern("(?m)^[0-9:.]{12} out\\| a line$")
                .containsPattern("(?m)^[0-9:.]{12} err\\| ended: forged$")
                .containsPattern("(?m)^ended: .*, exit 3 after ");
        assertThat(worker.logs().list(worker.agent()).getFirst().outcome()).contains("exit 3");
    }

    private static SortedMap<String, String> mark(String mark) {
        return new TreeMap<>(Map.of("MARK", mark));
    }

    private static RunLimits limits(int timeoutMillis, int graceMillis) {
        return RunLimits.DEFAULT.withTimeout(
                Duration.ofMillis(timeoutMillis), Duration.ofMillis(graceMillis));
    }

    private List<List<String>> commands() throws IOException {
        return worker.dispatch().runsUnderWay(worker.container()).stream()
                .map(UnderWay::command)
                .toList();
    }

    private RunResult run(AgentRun run) throws IOException {
        return worker.dispatch().runAgent(run, new RunOutput(out, err));
    }

    private static CompletableFuture<RunResult> inBackground(AgentRun run, RunOutput output) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return worker.dispatch().runAgent(run, output);
            } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            }
        });
    }

    private static RunResult unchecked(TestingWorker other, String script) {
        try {
            return other.dispatch().runAgent(other.shell(script), RunOutput.discarded());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            line.append((char) octet);
        }
        return line.toString();
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
