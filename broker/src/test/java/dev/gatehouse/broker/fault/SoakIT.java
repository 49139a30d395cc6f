package dev.gatehouse.broker.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.AgentClient;
import dev.gatehouse.broker.AgentConnection;
import dev.gatehouse.broker.GitWorker;
import dev.gatehouse.broker.TestingBroker;
import dev.gatehouse.broker.audit.AuditVerifier;
import dev.gatehouse.broker.audit.Verification;
import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A long time of everything at once, what goes well and what does not, with Netty's own search for
/// buffers that nobody released (`paranoid`: each buffer is followed).
@Timeout(3600)
class SoakIT {
    private static final String HOOKS = "/api/v1/repos/charles/claude-hooks";
    private static final String HOST = " HTTP/1.1\r\nHost: forge\r\n";
    private static final Duration LENGTH =
            Proof.isFull() ? Duration.ofMinutes(30) : Duration.ofSeconds(15);
    private static final long MOST_GROWN_KIB = 48 * 1024;
    private static final int MOST_FILES_MORE = 8;
    private static final String GRANTS =
            """
            grants:
              - repositories: [charles/claude-hooks]
                roles: [contribute]
                push: { branches: ["dev/**"], create: true, force: true }
            limits: { requests-per-minute: 100000, body: 1MiB }
            """;

    @TempDir Path directory;

    private final AtomicLong rounds = new AtomicLong();
    private final List<Thread> load = new ArrayList<>();
    private volatile boolean over;
    private DemoForge forge;
    private ApartBroker broker;

    @BeforeEach
    void start() throws Exception {
        forge = DemoForge.start(directory.resolve("forge"));
        forge.misbehave(HOOKS + "/labels", new Misbehaviour.CutsBody(20));
        forge.misbehave(
                HOOKS + "/milestones", new Misbehaviour.SendsHugeBody(1 << 22, "text/plain"));
        forge.misbehave(HOOKS + "/topics", new Misbehaviour.GzipsBody());
        broker =
                ApartBroker.start(
                        directory,
                        TestingBroker.of(directory, forge.url())
                                .agent("dev", "dev-bot", forge.token("dev-bot"), GRANTS)
                                .agent("boss", "boss-bot", forge.token("boss-bot"), GRANTS),
                        "env",
                        "JAVA_TOOL_OPTIONS=-Dio.netty.leakDetection.level=paranoid");
    }

    @AfterEach
    void stop() throws Exception {
        endLoad();
        broker.close();
        forge.close();
    }

    @Test
    void leaksNeitherBuffersNorDescriptorsNorMemory(TestReporter reporter) throws Exception {
        long end = System.nanoTime() + LENGTH.toNanos();
        long filesBefore = openFiles();
        try (GitWorker git = new GitWorker(broker.socket("boss"), directory.resolve("home"))) {
            String clone = git.clone("charles/claude-hooks");
            go(this::callOfEachKind);
            go(this::callOfEachKind);
            go(this::hangUp);
            go(() -> git.done(clone, "fetch", "--quiet", "--no-auto-maintenance"));
            go(() -> git.git(clone, "push", "--quiet", "origin", "HEAD:refs/heads/dev/soak"));
            TimeUnit.NANOSECONDS.sleep(LENGTH.toNanos() / 4);
            collectGarbage();
            long warmKib = broker.process().residentKib();
            while (System.nanoTime() < end) {
                Thread.sleep(1000);
                forge.forgetRequests();
            }
            endLoad();
            collectGarbage();
            for (int call = 0; call < 100; call++) {
                assertThat(broker.client("dev").get(HOOKS).status()).isEqualTo(200);
            }
            long lastKib = broker.process().residentKib();
            reporter.publishEntry(
                    LENGTH.toString(),
                    "%d rounds, %d KiB after a quarter, %d KiB at the end"
                            .formatted(rounds.get(), warmKib, lastKib));
            if (Proof.isFull()) {
                assertThat(lastKib - warmKib).as("KiB grown").isLessThan(MOST_GROWN_KIB);
            }
        }
        awaitFewFiles(filesBefore + MOST_FILES_MORE);
        assertThat(broker.log()).as("what Netty says of buffers").doesNotContain("LEAK");
        assertThat(broker.admin().get("/v1/connections").path("connections")).isEmpty();
        broker.stop();
        assertThat(AuditVerifier.verify(broker.auditFile()))
                .isInstanceOfSatisfying(
                        Verification.Verified.class,
                        verified -> assertThat(verified.openIntents()).isZero());
    }

    private void callOfEachKind() throws IOException {
        AgentClient dev = broker.client("dev");
        dev.get(HOOKS + "/issues");
        dev.get(HOOKS + "/labels");
        dev.get(HOOKS + "/milestones");
        dev.get(HOOKS + "/topics");
        dev.get("/api/v1/repos/charles/vault");
        dev.get("/-/broker/v1/policy");
        dev.raw("nonsense\r\n\r\n");
        dev.json("POST", HOOKS + "/issues/1/comments", "{\"body\":\"again\"}");
        dev.json("POST", HOOKS + "/issues/1/comments", "{\"body\":");
        dev.json("POST", HOOKS + "/issues", " ".repeat(2 << 20));
        rounds.incrementAndGet();
    }

    /// Before an answer, within one, within a body of its own, and with calls waiting behind.
    private void hangUp() throws IOException {
        String post =
                "POST "
                        + HOOKS
                        + "/issues/1/comments"
                        + HOST
                        + "Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{";
        String read = "GET " + HOOKS + "/milestones" + HOST + "\r\n";
        for (String sent : List.of(read, post, read + read + read, "GET / HT")) {
            try (AgentConnection one = AgentConnection.open(broker.socket("dev"))) {
                one.send(sent);
            }
        }
        try (AgentConnection one = AgentConnection.open(broker.socket("dev"))) {
            one.send(read);
            one.next();
        }
    }

    private void go(Work work) {
        load.add(
                Thread.ofPlatform()
                        .start(() -> {
                            while (!over) {
                                attempt(work);
                            }
                        }));
    }

    @FunctionalInterface
    private interface Work {
        void once() throws IOException;
    }

    private static void attempt(Work work) {
        try {
            work.once();
        } catch (IOException cut) {
            // It was cut, as it should be.
        }
    }

    private void endLoad() throws InterruptedException {
        over = true;
        for (Thread thread : load) {
            thread.join();
        }
    }

    /// Netty reports a buffer once it was collected and another is allocated.
    private void collectGarbage() throws IOException, InterruptedException {
        Process collecting =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/jcmd").toString(),
                                String.valueOf(broker.pid()),
                                "GC.run")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(collecting.waitFor()).as("jcmd GC.run").isZero();
    }

    /// Connections to the forge are kept for 15 s.
    private void awaitFewFiles(long most) throws IOException, InterruptedException {
        for (int waited = 0; waited < 40_000 && openFiles() > most; waited += 500) {
            Thread.sleep(500);
        }
        assertThat(openFiles()).as("open files").isLessThanOrEqualTo(most);
    }

    private long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + broker.pid() + "/fd"))) {
            return files.count();
        }
    }
}
