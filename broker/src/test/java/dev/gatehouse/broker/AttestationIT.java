package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.admin.AdminClient;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.ContainerId;
import dev.gatehouse.demoforge.DemoForge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// An agent's calls have to come from the container that is registered for it. This test runs on
/// the host, so it is a stranger wherever one is.
@Timeout(60)
class AttestationIT {
    private static final String HOOKS = "/api/v1/repos/charles/claude-hooks";
    private static final String GRANTS =
            "grants: [{ repositories: [charles/claude-hooks], roles: [read] }]";
    private static final AgentName DEV = new AgentName("dev");
    private static final ContainerId ID = new ContainerId("ab".repeat(32));

    @TempDir Path directory;

    private DemoForge forge;
    private TestingBroker broker;

    @BeforeEach
    void start() throws IOException {
        forge = DemoForge.start(directory.resolve("forge"));
        broker = builder("").start();
    }

    @AfterEach
    void stop() throws IOException {
        broker.close();
        forge.close();
    }

    @Test
    void refusesTheAgentsUserOutsideItsContainer() throws Exception {
        assertThat(status("dev")).as("by its uid alone").isEqualTo(200);
        long lent = broker.broker().tokensLent();

        admin().register(DEV, "gatehouse-dev", ID);

        assertThat(status("dev")).as("closed without a word").isZero();
        assertThat(broker.broker().tokensLent()).as("tokens lent").isEqualTo(lent);
        assertThat(rejections())
                .singleElement()
                .satisfies(rejected -> {
                    assertThat(rejected.path("agent").asString()).isEqualTo("dev");
                    assertThat(rejected.path("mismatch").asString()).isEqualTo("container");
                    assertThat(rejected.path("peer").path("pid").asLong())
                            .isEqualTo(ProcessHandle.current().pid());
                });
        assertThat(status("boss")).as("another agent").isEqualTo(200);

        admin().forget(DEV);

        assertThat(status("dev")).as("by its uid alone again").isEqualTo(200);
    }

    @Test
    void tellsTheOperator() throws Exception {
        Path alarms = directory.resolve("alarms");
        broker.close();
        broker =
                builder("")
                        .with(
                                "alarm-command: [/bin/sh, -c, 'echo \"$0 $1\" > %s.new && mv %s.new %s']"
                                        .formatted(alarms, alarms, alarms))
                        .start();
        admin().register(DEV, "gatehouse-dev", ID);

        assertThat(status("dev")).isZero();

        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!Files.exists(alarms) && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(alarms).hasContent("peer-mismatch dev");
    }

    @Test
    void closesConnectionsFromBeforeARegistration() throws Exception {
        try (AgentConnection before = AgentConnection.open(broker.socket("dev"))) {
            before.send("GET " + HOOKS + " HTTP/1.1\r\nHost: forge\r\n\r\n");
            assertThat(before.reply().status()).isEqualTo(200);

            admin().register(DEV, "gatehouse-dev", ID);

            assertThat(before.isClosed()).isTrue();
        }
    }

    @Test
    void leavesConnectionsOfOtherAgentsAlone() throws Exception {
        try (AgentConnection other = AgentConnection.open(broker.socket("boss"))) {
            admin().register(DEV, "gatehouse-dev", ID);

            other.send("GET " + HOOKS + " HTTP/1.1\r\nHost: forge\r\n\r\n");
            assertThat(other.reply().status()).isEqualTo(200);
        }
    }

    @Test
    void remembersTheContainerAfterARestart() throws Exception {
        admin().register(DEV, "gatehouse-dev", ID);
        broker.close();
        broker = builder("").start();

        assertThat(admin().agent(DEV).container()).isPresent();
        assertThat(status("dev")).isZero();
    }

    @Test
    void servesNobodyWhileTheRequiredContainerIsNotRegistered() throws Exception {
        broker.close();
        broker = builder("container: gatehouse-dev\n").start();

        assertThat(status("dev")).isZero();
        assertThat(status("boss")).isEqualTo(200);
        assertThat(rejections())
                .singleElement()
                .satisfies(rejected ->
                        assertThat(rejected.path("mismatch").asString()).isEqualTo("container"));

        admin().register(DEV, "gatehouse-dev", ID);
        admin().forget(DEV);

        assertThat(status("dev")).as("forgotten is not unbound").isZero();
    }

    @Test
    void servesNobodyOnceAReloadNamesAContainer() throws Exception {
        try (AgentConnection before = AgentConnection.open(broker.socket("dev"))) {
            broker.broker().reload(builder("container: gatehouse-dev\n").configuration());

            assertThat(before.isClosed()).as("a connection from before").isTrue();
        }
        assertThat(status("dev")).isZero();

        broker.broker().reload(builder("").configuration());

        assertThat(status("dev")).isEqualTo(200);
    }

    @Test
    void shutsOutOnlyTheAgentWhoseRegistrationIsDamaged() throws Exception {
        broker.close();
        Files.writeString(directory.resolve("state/containers/dev"), "gatehouse-dev abab\n");
        broker = builder("").start();

        assertThat(status("dev")).isZero();
        assertThat(status("boss")).isEqualTo(200);

        admin().forget(DEV);

        assertThat(status("dev")).as("the operator put it right").isEqualTo(200);
    }

    @Test
    void recordsAFloodOfStrangersNoMoreThanItsBeginning() throws Exception {
        admin().register(DEV, "gatehouse-dev", ID);
        for (int call = 0; call < 50; call++) {
            assertThat(status("dev")).isZero();
        }

        assertThat(rejections()).hasSize(20);
    }

    /// @return 0 where the broker closed without an answer
    private int status(String agent) throws IOException {
        return broker.client(agent).get(HOOKS).status();
    }

    private List<JsonNode> rejections() throws IOException, InterruptedException {
        return new AuditTrail(broker.auditFile())
                .await(record -> AuditTrail.kind(record).equals("peer-rejected"));
    }

    private AdminClient admin() {
        return new AdminClient(directory.resolve("run/admin.sock"));
    }

    private TestingBroker.Builder builder(String container) throws IOException {
        return TestingBroker.of(directory, forge.url())
                .agent("dev", "dev-bot", forge.token("dev-bot"), container + GRANTS)
                .agent("boss", "boss-bot", forge.token("boss-bot"), GRANTS);
    }
}
