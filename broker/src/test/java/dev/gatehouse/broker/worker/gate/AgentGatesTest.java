package dev.gatehouse.broker.worker.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.gatehouse.broker.agent.AgentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AgentGatesTest {
    private static final AgentName DEV = new AgentName("dev");
    private static final Drain SHORT = Drain.atMost(Duration.ofMillis(100));
    private static final Drain LONG = Drain.atMost(Duration.ofSeconds(30));

    @TempDir Path directory;
    private AgentGates gates;
    private ExecutorService others;

    @BeforeEach
    void open() {
        gates = new AgentGates(directory.resolve("locks"));
        others = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterEach
    void end() {
        others.shutdownNow();
    }

    @Test
    void letsManyRunsIn() throws Exception {
        try (Passage _ = enter("a");
                Passage _ = enter("b");
                Closure closure = close()) {
            assertThat(closure.running()).containsExactlyInAnyOrder("run a", "run b");
        }
    }

    @Test
    void letsNoRunInWhileTheWorkerIsChanged() throws Exception {
        try (Closure _ = close()) {
            assertThatIOException()
                    .isThrownBy(() -> enter("a"))
                    .withMessageContainingAll("dev is being updated", "roll", "try again");
            assertThat(gates.enter(new AgentName("boss"), "b", "run b", Duration.ZERO))
                    .as("another agent's")
                    .isNotNull()
                    .satisfies(Passage::close);
        }
        enter("a").close();
    }

    @Test
    void letsARunWaitForTheChange() throws Exception {
        Closure closure = close();
        Future<Passage> waiting =
                others.submit(() -> gates.enter(DEV, "a", "run a", Duration.ofSeconds(30)));
        Thread.sleep(100);
        assertThat(waiting.isDone()).isFalse();
        closure.close();
        waiting.get(20, TimeUnit.SECONDS).close();
    }

    @Test
    void waitsForRunsToEnd() throws Exception {
        Passage run = enter("a");
        try (Closure closure = close()) {
            Future<?> drained = others.submit(() -> drain(closure, LONG));
            Thread.sleep(100);
            assertThat(drained.isDone()).isFalse();
            run.close();
            drained.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void namesTheRunsThatDoNotEnd() throws Exception {
        try (Passage _ = enter("a");
                Closure closure = close()) {
            assertThatIOException()
                    .isThrownBy(() -> closure.drain(SHORT))
                    .withMessageContainingAll("1 run(s)", "run a", "--now");
            closure.drain(Drain.NOW);
        }
    }

    @Test
    void isNotStarvedByNewRuns() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(4);
        for (int thread = 0; thread < 4; thread++) {
            String name = "t" + thread + "-";
            others.submit(() -> {
                for (int run = 0; !over.get(); run++) {
                    try (Passage _ = gates.enter(DEV, name + run, "run", Duration.ofSeconds(30))) {
                        begun.countDown();
                        Thread.sleep(40);
                    }
                }
                return null;
            });
        }
        begun.await();
        try (Closure closure = gates.close(DEV, "roll", Duration.ofSeconds(20))) {
            closure.drain(LONG);
            assertThat(closure.running()).isEmpty();
        }
        over.set(true);
    }

    @Test
    void aRunOfAnotherProcessCountsUntilThatDies() throws Exception {
        try (GateHolder other = GateHolder.start(directory.resolve("locks"), "dev", "run");
                Closure closure = close()) {
            assertThatIOException()
                    .isThrownBy(() -> closure.drain(SHORT))
                    .withMessageContaining("a run abroad");
            other.kill();
            closure.drain(LONG);
            assertThat(directory.resolve("locks/dev.runs")).isEmptyDirectory();
        }
    }

    @Test
    void aChangeByAnotherProcessCountsUntilThatDies() throws Exception {
        try (GateHolder other = GateHolder.start(directory.resolve("locks"), "dev", "gate")) {
            assertThatIOException()
                    .isThrownBy(() -> enter("a"))
                    .withMessageContaining("a change abroad");
            other.kill();
            enter("a").close();
        }
    }

    /// POSIX gives up all locks of a process on a file with the first descriptor that it closes.
    @Test
    void lookingAtOnesOwnRunsDoesNotGiveThemUp() throws Exception {
        try (Passage _ = enter("a")) {
            try (Closure closure = close()) {
                assertThat(closure.running()).hasSize(1);
            }
            assertThatIOException().isThrownBy(() -> enter("a"));
            assertThat(isHeldForOthers(directory.resolve("locks/dev.runs/a"))).isTrue();
        }
    }

    @Test
    void keepsItsFilesFromOthers() throws Exception {
        try (Passage _ = enter("a")) {
            Path runs = directory.resolve("locks/dev.runs");
            assertThat(Files.getPosixFilePermissions(runs)).hasSize(3);
            assertThat(Files.getPosixFilePermissions(runs.resolve("a"))).hasSize(2);
        }
    }

    /// As the kernel says it.
    private static boolean isHeldForOthers(Path file) throws IOException {
        String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";
        return Files.readAllLines(Path.of("/proc/locks")).stream()
                .anyMatch(line -> line.contains(inode));
    }

    private Passage enter(String run) throws IOException {
        return gates.enter(DEV, run, "run " + run, Duration.ZERO);
    }

    private Closure close() throws IOException {
        return gates.close(DEV, "roll", Duration.ZERO);
    }

    private static Void drain(Closure closure, Drain drain) throws IOException {
        closure.drain(drain);
        return null;
    }
}
