package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A broker that is stopped in order and followed by another fails no call, as long as somebody
/// holds its sockets.
@Timeout(120)
class HandoverIT {
    private static final String HOOKS = "/api/v1/repos/charles/claude-hooks";
    private static final String REQUEST = Callers.REQUEST;
    private static final List<String> BOTH_AGENTS =
            List.of("admin.sock", "boss/forge.sock", "dev/forge.sock");

    @TempDir Path directory;

    private DemoForge forge;
    private TestingServiceManager systemd;

    @BeforeEach
    void start() throws IOException {
        forge = DemoForge.start(directory.resolve("forge"));
        systemd = TestingServiceManager.in(directory, Map.of());
    }

    @AfterEach
    void stop() throws IOException {
        systemd.close();
        forge.close();
    }

    @Test
    void failsNoCallWhenOneBrokerFollowsAnother() throws Exception {
        TestingBroker broker = brokerOfTwo().start(systemd.notifier(), new TreeMap<>());
        try (Callers callers = new Callers()) {
            for (String agent : List.of("dev", "boss")) {
                callers.start(broker.socket(agent), true);
                callers.start(broker.socket(agent), false);
            }
            for (int restarts = 0; restarts < 5; restarts++) {
                callers.awaitMoreCalls();
                broker.broker().stop(Duration.ofSeconds(30));
                assertThat(broker.socket("dev")).as("what callers connect to").exists();
                broker = brokerOfTwo().start(systemd.notifier(), systemd.copies());
            }
            callers.awaitMoreCalls();

            assertThat(callers.failures()).isEmpty();
        }
        broker.close();
        AuditTrail audit = new AuditTrail(broker.auditFile());
        assertThat(audit.of("outcome")).hasSameSizeAs(audit.of("intent"));
    }

    @Test
    void servesWhoConnectedWhileNoBrokerRan() throws Exception {
        TestingBroker first = brokerOfTwo().start(systemd.notifier(), new TreeMap<>());
        first.close();
        try (AgentConnection early = AgentConnection.open(first.socket("dev"))) {
            early.send(REQUEST);

            try (TestingBroker second = brokerOfTwo().start(systemd.notifier(), systemd.copies())) {
                assertThat(early.reply().status()).isEqualTo(200);
                assertThat(second.client("dev").get(HOOKS).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void servesWhoConnectedAndHadNotYetAskedWhenTheBrokerStopped() throws Exception {
        TestingBroker broker = brokerOfTwo().start(systemd.notifier(), new TreeMap<>());
        try (AgentConnection slow = AgentConnection.open(broker.socket("dev"))) {
            CompletableFuture<Void> stopped =
                    CompletableFuture.runAsync(() -> broker.broker().stop(Duration.ofSeconds(20)));
            Thread.sleep(300);
            slow.send(REQUEST);

            AgentClient.Reply reply = slow.reply();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Connection"))
                    .as("the last one of its connection")
                    .contains("close");
            stopped.join();
        }
    }

    @Test
    void servesTheNextCallOfAClientWhoseCallWasUnderWay() throws Exception {
        TestingBroker broker = brokerOfTwo().start(systemd.notifier(), new TreeMap<>());
        forge.misbehave(HOOKS + "/issues", new Misbehaviour.DelaysHead(Duration.ofSeconds(1)));
        int asked = forge.requests().size();
        try (AgentConnection busy = AgentConnection.open(broker.socket("dev"))) {
            busy.send("GET " + HOOKS + "/issues HTTP/1.1\r\nHost: forge\r\n\r\n");
            while (forge.requests().size() == asked) {
                Thread.sleep(10);
            }
            CompletableFuture<Void> stopped =
                    CompletableFuture.runAsync(() -> broker.broker().stop(Duration.ofSeconds(20)));
            assertThat(busy.reply().status()).isEqualTo(200);
            busy.send(REQUEST);

            assertThat(busy.reply().status()).isEqualTo(200);
            assertThat(busy.isClosed()).isTrue();
            stopped.join();
        }
    }

    @Test
    void hasEverySocketKeptAndGivesUpThatOfAnAgentWhoIsGone() throws Exception {
        TestingBroker broker = brokerOfTwo().start(systemd.notifier(), new TreeMap<>());
        systemd.await("FDSTORE=1\nFDNAME=admin.sock");
        assertThat(systemd.kept()).isEqualTo(BOTH_AGENTS);

        broker.broker().reload(of("dev").configuration());
        systemd.await("FDSTOREREMOVE=1\nFDNAME=boss/forge.sock");

        assertThat(systemd.kept()).containsExactly("admin.sock", "dev/forge.sock");
        assertThat(broker.socket("boss")).doesNotExist();
        assertThat(broker.socket("dev")).exists();
        broker.close();
    }

    @Test
    void givesUpTheSocketOfAnAgentWhoWentWhileNoBrokerRan() throws Exception {
        TestingBroker broker = brokerOfTwo().start(systemd.notifier(), new TreeMap<>());
        broker.close();

        try (TestingBroker next = of("dev").start(systemd.notifier(), systemd.copies())) {
            systemd.await("FDSTOREREMOVE=1\nFDNAME=boss/forge.sock");
            assertThat(next.socket("boss")).doesNotExist();
            assertThat(next.client("dev").get(HOOKS).status()).isEqualTo(200);
        }
    }

    @Test
    void bindsAnewWhereTheFileIsGone() throws Exception {
        TestingBroker broker = brokerOfTwo().start(systemd.notifier(), new TreeMap<>());
        broker.close();
        Files.delete(broker.socket("dev"));

        try (TestingBroker next = brokerOfTwo().start(systemd.notifier(), systemd.copies())) {
            assertThat(next.client("dev").get(HOOKS).status()).isEqualTo(200);
        }
    }

    @Test
    void takesItsFilesAlongWhereNobodyHoldsTheSockets() throws Exception {
        TestingBroker broker = brokerOfTwo().start();
        broker.close();

        assertThat(Files.exists(broker.socket("dev"), LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(directory.resolve("run/admin.sock")).doesNotExist();
    }

    private TestingBroker.Builder brokerOfTwo() throws IOException {
        return of("dev", "boss");
    }

    private TestingBroker.Builder of(String... agents) throws IOException {
        TestingBroker.Builder builder = TestingBroker.of(directory, forge.url());
        for (String agent : agents) {
            builder.agent(
                    agent,
                    "dev-bot",
                    forge.token("dev-bot"),
                    """
                    limits: { requests-per-minute: 100000, concurrent: 64 }
                    grants:
                      - repositories: [charles/claude-hooks]
                        roles: [read]
                    """);
        }
        return builder;
    }
}
