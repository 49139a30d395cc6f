package dev.gatehouse.broker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gatehouse.broker.admin.AdminClient;
import dev.gatehouse.broker.admin.AdminRefusal;
import dev.gatehouse.broker.admin.AgentFacts;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Container;
import dev.gatehouse.broker.agent.ContainerId;
import dev.gatehouse.broker.credential.source.EffectiveUser;
import dev.gatehouse.demoforge.DemoForge;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The admin socket, who is the operator, and what the operator says of containers.
@Timeout(60)
class AdminSocketIT {
    private static final AgentName DEV = new AgentName("dev");
    private static final ContainerId ID = new ContainerId("ab".repeat(32));

    @TempDir Path directory;

    private DemoForge forge;
    private TestingBroker broker;
    private Path socket;

    @BeforeEach
    void start() throws IOException {
        forge = DemoForge.start(directory.resolve("forge"));
        broker = builder().start();
        socket = directory.resolve("run/admin.sock");
    }

    @AfterEach
    void stop() throws IOException {
        broker.close();
        forge.close();
    }

    @Test
    void isForTheBrokersUserAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesAnotherUserEvenWhereTheModeLetsOneIn() throws Exception {
        assumeThat(EffectiveUser.uid()).as("only root can be somebody else").isZero();
        openTheWay();

        assertThat(statusFor(65534)).as("closed without a word").isEqualTo("000");
        assertThat(statusFor(0)).as("the operator").isEqualTo("404");
        assertThat(
                        new AuditTrail(broker.auditFile())
                                .await(record -> AuditTrail.kind(record).equals("alarm")))
                .singleElement()
                .satisfies(alarm -> {
                    assertThat(alarm.path("cause").asString()).isEqualTo("peer-mismatch");
                    assertThat(alarm.path("detail").asString())
                            .isEqualTo("uid 65534 called the admin socket");
                });
    }

    @Test
    void isNotStolenFromABrokerThatRuns() throws IOException {
        broker.close();
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(socket));

            assertThatThrownBy(() -> builder().start())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(socket.toString())
                    .hasMessageContaining("is served by a running process");
            assertThat(socket).exists();
        }
        broker = builder().start();

        assertThat(admin().agent(DEV).agent()).as("what is left behind is replaced").isEqualTo(DEV);
    }

    @Test
    void showsAnAgentAndItsContainer() throws IOException {
        AgentFacts before = admin().agent(DEV);
        admin().register(DEV, "gatehouse-dev", ID);
        admin().register(DEV, "gatehouse-dev", ID);
        AgentFacts after = admin().agent(DEV);
        admin().forget(DEV);
        admin().forget(DEV);

        assertThat(before.account().value()).isEqualTo("dev-bot");
        assertThat(before.owner().uid()).isEqualTo(EffectiveUser.uid());
        assertThat(before.directory()).isEqualTo(directory.resolve("run/agents/dev"));
        assertThat(before.container()).isEmpty();
        assertThat(after.container()).contains(new Container("gatehouse-dev", ID));
        assertThat(admin().agent(DEV)).isEqualTo(before);
    }

    @Test
    void refusesAnotherContainerThanTheConfiguredOne() throws IOException {
        AgentName bound = new AgentName("bound");

        assertThatThrownBy(() -> admin().register(bound, "gatehouse-dev", ID))
                .isInstanceOfSatisfying(
                        AdminRefusal.class, refusal -> assertThat(refusal.status()).isEqualTo(409))
                .hasMessageContaining("'claude-hooks-dev'");
        assertThat(admin().agent(bound).container()).isEmpty();

        admin().register(bound, "claude-hooks-dev", ID);
        assertThat(admin().agent(bound).container()).isPresent();
    }

    @Test
    void tellsTheCommandWhatToDoWhereNoBrokerIs() {
        Path none = directory.resolve("none.sock");

        assertThatThrownBy(() -> new AdminClient(none).agent(DEV))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(none.toString())
                .hasMessageContaining("gatehouse serve");
    }

    /// @return the status, or 000 where there was no answer
    private String statusFor(int uid) throws IOException, InterruptedException {
        Process curl =
                new ProcessBuilder(
                                "setpriv",
                                "--reuid=" + uid,
                                "--clear-groups",
                                "curl",
                                "--silent",
                                "--output",
                                "/dev/null",
                                "--write-out",
                                "%{http_code}",
                                "--unix-socket",
                                socket.toString(),
                                "http://gatehouse/v1")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(curl.getInputStream().readAllBytes(), US_ASCII);
        curl.waitFor();
        return said;
    }

    private void openTheWay() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
    }

    private AdminClient admin() {
        return new AdminClient(socket);
    }

    private TestingBroker.Builder builder() throws IOException {
        return TestingBroker.of(directory, forge.url())
                .agent("dev", "dev-bot", forge.token("dev-bot"), "grants: []")
                .agent(
                        "bound",
                        "boss-bot",
                        forge.token("boss-bot"),
                        "container: claude-hooks-dev\ngrants: []");
    }
}
