package dev.gatehouse.broker.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.broker.AgentClient;
import dev.gatehouse.broker.LogRecorder;
import dev.gatehouse.broker.TestingBroker;
import dev.gatehouse.broker.admin.AdminClient;
import dev.gatehouse.broker.audit.AuditVerifier;
import dev.gatehouse.broker.audit.Verification;
import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a broker does whose audit stands on a real disk that is full, or on one that broke.
@Timeout(60)
class AuditDiskIT {
    private static final String HOOKS = "/api/v1/repos/charles/claude-hooks";
    private static final int MOST_CALLS = 200;

    @TempDir Path directory;

    private DemoForge forge;

    @BeforeEach
    void start() throws IOException {
        forge = DemoForge.start(directory.resolve("forge"));
    }

    @AfterEach
    void stop() throws IOException {
        forge.close();
    }

    @Test
    void sendsNothingWhileTheDiskIsFullAndGoesOnOnceItIsFreed() throws Exception {
        try (LogRecorder log = LogRecorder.start();
                Mounted disk = Mounted.memory(state(), "size=1m")) {
            try (TestingBroker broker = broker()) {
                AgentClient dev = broker.client("dev");
                assertThat(dev.get(HOOKS).status()).isEqualTo(200);
                forge.misbehave(
                        HOOKS + "/labels", new Misbehaviour.DelaysHead(Duration.ofSeconds(2)));
                int asked = forge.requests().size();
                CompletableFuture<AgentClient.Reply> underWay =
                        CompletableFuture.supplyAsync(() -> get(dev, HOOKS + "/labels"));
                while (forge.requests().size() == asked) {
                    Thread.sleep(10);
                }
                Path filler = disk.fill();

                sendsNothing(broker, dev, "disk-full");

                assertThat(log.text()).contains("nothing is sent: no space is left");
                assertThat(underWay.get().status()).as("what was on its way ends").isEqualTo(200);
                Files.delete(filler);
                awaitServed(dev);
            }
            assertThat(AuditVerifier.verify(state().resolve("audit.jsonl")))
                    .isInstanceOfSatisfying(
                            Verification.Verified.class,
                            verified -> {
                                assertThat(verified.interruptions()).as("it tells").isPositive();
                                assertThat(verified.openIntents()).as("outcomes lost").isZero();
                            });
        }
    }

    @Test
    void sendsNothingOnceTheDiskHasBecomeReadOnly() throws Exception {
        try (LogRecorder log = LogRecorder.start();
                Mounted disk = Mounted.disk(state(), directory.resolve("image"))) {
            try (TestingBroker broker = broker()) {
                AgentClient dev = broker.client("dev");
                assertThat(dev.get(HOOKS).status()).isEqualTo(200);
                disk.breakDisk();

                sendsNothing(broker, dev, "write-failed");

                assertThat(log.text()).contains("nothing is sent: writing the audit log failed");
            }
            assertThat(log.text()).as("it stops all the same").contains("stopped");
        }
    }

    @Test
    void doesNotStartWhereItCannotKeepAnAudit() throws Exception {
        Files.createDirectory(state());
        try (Mounted disk = Mounted.memory(state(), "ro")) {
            assertThat(disk.at()).isEmptyDirectory();
            assertThatThrownBy(this::broker)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("audit");
        }
        assertThat(forge.requests()).isEmpty();
    }

    private void sendsNothing(TestingBroker broker, AgentClient dev, String fault)
            throws IOException {
        AgentClient.Reply reply = dev.get(HOOKS + "/issues");
        for (int call = 0; call < MOST_CALLS && reply.status() == 200; call++) {
            reply = dev.get(HOOKS + "/issues");
        }
        forge.forgetRequests();
        long lent = broker.broker().tokensLent();

        assertThat(reply.refusal()).as(reply.body()).isEqualTo("audit-unavailable");
        assertThat(dev.get(HOOKS).refusal()).isEqualTo("audit-unavailable");
        assertThat(
                        dev.json("POST", HOOKS + "/issues/1/comments", "{\"body\":\"unseen\"}")
                                .refusal())
                .isEqualTo("audit-unavailable");
        assertThat(dev.get(HOOKS + ".git/info/refs?service=git-upload-pack").refusal())
                .isEqualTo("audit-unavailable");
        assertThat(forge.requests()).as("sent").isEmpty();
        assertThat(broker.broker().tokensLent()).as("lent").isEqualTo(lent);
        assertThat(
                        new AdminClient(directory.resolve("run/admin.sock"))
                                .get("/v1/status")
                                .path("audit")
                                .path("fault")
                                .asString())
                .isEqualTo(fault);
    }

    private void awaitServed(AgentClient dev) throws IOException, InterruptedException {
        AgentClient.Reply reply = dev.get(HOOKS);
        for (int tries = 0; tries < MOST_CALLS && reply.status() != 200; tries++) {
            Thread.sleep(50);
            reply = dev.get(HOOKS);
        }
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    private static AgentClient.Reply get(AgentClient client, String target) {
        try {
            return client.get(target);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private Path state() {
        return directory.resolve("state");
    }

    private TestingBroker broker() throws IOException {
        return TestingBroker.of(directory, forge.url())
                .agent(
                        "dev",
                        "dev-bot",
                        forge.token("dev-bot"),
                        """
                        grants:
                          - repositories: [charles/claude-hooks]
                            roles: [contribute]
                        """)
                .start();
    }
}
