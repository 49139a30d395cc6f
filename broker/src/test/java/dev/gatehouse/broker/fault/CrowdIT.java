package dev.gatehouse.broker.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.AgentConnection;
import dev.gatehouse.broker.AuditTrail;
import dev.gatehouse.broker.TestingBroker;
import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviour;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One agent uses up all it can get hold of; its neighbours' calls answer all the same.
@Timeout(600)
class CrowdIT {
    private static final String HOOKS = "/api/v1/repos/charles/claude-hooks";
    private static final String HOST = " HTTP/1.1\r\nHost: forge\r\n";
    private static final String CALL = "GET " + HOOKS + HOST + "\r\n";
    private static final int CALLS = Proof.of(25, 500);
    private static final int CONNECTIONS = Proof.of(600, 10_000);
    private static final int MOST_SERVED = 256;
    private static final String GRANTS =
            """
            grants:
              - repositories: [charles/claude-hooks]
                roles: [contribute]
            limits: { requests-per-minute: 100000 }
            """;

    @TempDir Path directory;

    private DemoForge forge;
    private ApartBroker broker;
    private volatile boolean over;
    private final List<Thread> crowd = new ArrayList<>();
    private final List<AgentConnection> held = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        forge = DemoForge.start(directory.resolve("forge"));
        broker =
                ApartBroker.start(
                        directory,
                        TestingBroker.of(directory, forge.url())
                                .agent("crowd", "boss-bot", forge.token("boss-bot"), GRANTS)
                                .agent("dev", "dev-bot", forge.token("dev-bot"), GRANTS)
                                .agent(
                                        "reviewer",
                                        "reviewer-bot",
                                        forge.token("reviewer-bot"),
                                        GRANTS));
    }

    @AfterEach
    void stop() throws Exception {
        over = true;
        for (AgentConnection one : held) {
            one.close();
        }
        for (Thread thread : crowd) {
            thread.join();
        }
        forge.behave();
        new Neighbour(broker.socket("crowd")).isServed(1);
        broker.close();
        forge.close();
    }

    @Test
    void whoAsksWithoutEverReadingAnswers() throws Exception {
        AtomicLong sent = new AtomicLong();
        for (int client = 0; client < 32; client++) {
            AgentConnection one = hold("");
            go(() -> {
                while (!over) {
                    one.send(CALL.repeat(50));
                    sent.addAndGet(50);
                }
            });
        }

        neighboursAreServed();

        assertThat(sent).as("requests in the meantime").hasPositiveValue();
    }

    @Test
    void whoCallsAsFastAsItCan() throws Exception {
        AtomicLong answered = new AtomicLong();
        for (int client = 0; client < 16; client++) {
            AgentConnection one = hold("");
            go(() -> {
                while (!over) {
                    one.send(CALL);
                    one.reply();
                    answered.incrementAndGet();
                }
            });
        }

        neighboursAreServed();

        assertThat(answered).as("its own calls in the meantime").hasPositiveValue();
    }

    @Test
    void whoStallsWithinAHeadABodyOrAnAnswer() throws Exception {
        forge.misbehave(
                HOOKS + "/labels", new Misbehaviour.SendsHugeBody(1L << 40, "application/json"));
        for (int client = 0; client < 8; client++) {
            hold("GET " + HOOKS + HOST + "X-Half: ");
            hold(
                    "POST "
                            + HOOKS
                            + "/issues"
                            + HOST
                            + "Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{");
            hold("GET " + HOOKS + "/labels" + HOST + "\r\n");
        }

        neighboursAreServed();
    }

    @Test
    void whoSendsAByteASecond() throws Exception {
        byte[] head = ("GET " + HOOKS + HOST + "X: y\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int client = 0; client < 100; client++) {
            AgentConnection one = hold("");
            go(() -> {
                for (byte next : head) {
                    one.send(new byte[] {next});
                    Thread.sleep(1000);
                }
            });
        }

        neighboursAreServed();
    }

    @Test
    void whoOpensTenThousandConnections(TestReporter reporter) throws Exception {
        for (int client = 0; client < CONNECTIONS; client++) {
            hold("");
        }

        neighboursAreServed();

        long served = served();
        reporter.publishEntry(
                CONNECTIONS + " connections",
                "%d of them served, broker at %d KiB"
                        .formatted(served, broker.process().residentKib()));
        assertThat(served).as("its connections that are served").isBetween(1L, (long) MOST_SERVED);
        assertThat(new AuditTrail(broker.auditFile()).of("alarm")).isEmpty();
    }

    /// The others are cut when they are accepted.
    private long served() throws IOException {
        return broker.admin()
                .get("/v1/connections")
                .path("connections")
                .valueStream()
                .filter(connection -> connection.path("agent").asString("").equals("crowd"))
                .count();
    }

    private void neighboursAreServed() throws IOException {
        new Neighbour(broker.socket("dev")).isServed(CALLS);
        new Neighbour(broker.socket("reviewer")).isServed(CALLS);
    }

    private AgentConnection hold(String bytes) throws IOException {
        AgentConnection one = AgentConnection.open(broker.socket("crowd"));
        held.add(one);
        if (!bytes.isEmpty()) {
            one.send(bytes);
        }
        return one;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private void go(Work work) {
        crowd.add(
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                work.run();
                            } catch (IOException cut) {
                                // It was cut, which is the broker's right.
                            } catch (InterruptedException stopped) {
                                Thread.currentThread().interrupt();
                            }
                        }));
    }
}
