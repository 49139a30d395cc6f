package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviour;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Where agents' sockets are, who can reach them, and how they come and go.
@Timeout(30)
class SocketIT {
    private static final String HOOKS = "/api/v1/repos/charles/claude-hooks";

    @TempDir Path directory;

    private DemoForge forge;
    private Path runtime;
    private Path socket;

    @BeforeEach
    void start() throws IOException {
        forge = DemoForge.start(directory.resolve("forge"));
        runtime = directory.resolve("run");
        socket = runtime.resolve("agents/dev/forge.sock");
    }

    @AfterEach
    void stop() throws IOException {
        forge.close();
    }

    @Test
    void opensTheSocketToItsOwnersAndTheAgentsGroupOnly() throws IOException {
        try (TestingBroker broker = broker()) {
            assertThat(mode(socket)).isEqualTo("rw-rw----");
            assertThat(mode(Objects.requireNonNull(socket.getParent()))).isEqualTo("rwxr-x---");
            assertThat(mode(runtime)).isEqualTo("rwxr-xr-x");
            Object group = Files.getAttribute(directory, "unix:gid");
            assertThat(Files.getAttribute(socket, "unix:gid")).isEqualTo(group);
            assertThat(Files.getAttribute(Objects.requireNonNull(socket.getParent()), "unix:gid"))
                    .isEqualTo(group);
            assertThat(broker.socket("dev")).isEqualTo(socket);
        }
    }

    @Test
    void refusesARuntimeDirectoryThatOthersCanWrite() throws IOException {
        Files.createDirectories(runtime);
        Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(this::broker)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(runtime.toString())
                .hasMessageContaining("chmod go-w");
        assertThat(socket).doesNotExist();
    }

    @Test
    void replacesASocketThatNobodyServes() throws IOException {
        Files.createDirectories(Objects.requireNonNull(socket.getParent()));
        Files.setPosixFilePermissions(
                Objects.requireNonNull(socket.getParent()),
                PosixFilePermissions.fromString("rwxr-x---"));
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(socket))
                .close();
        assertThat(socket).as("left behind").exists();

        try (TestingBroker broker = broker()) {
            assertThat(broker.client("dev").get(HOOKS).status()).isEqualTo(200);
        }
    }

    @Test
    void leavesASocketThatIsServed() throws IOException {
        Files.createDirectories(Objects.requireNonNull(socket.getParent()));
        Files.setPosixFilePermissions(
                Objects.requireNonNull(socket.getParent()),
                PosixFilePermissions.fromString("rwxr-x---"));
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(socket));

            assertThatThrownBy(this::broker)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is served by a running process");
            assertThat(socket).as("still the other's").exists();
        }
    }

    @Test
    void leavesWhatIsNoSocket() throws IOException {
        Files.createDirectories(Objects.requireNonNull(socket.getParent()));
        Files.setPosixFilePermissions(
                Objects.requireNonNull(socket.getParent()),
                PosixFilePermissions.fromString("rwxr-x---"));
        Files.writeString(socket, "mine");

        assertThatThrownBy(this::broker)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a socket");
        assertThat(socket).hasContent("mine");
    }

    @Test
    void letsACallUnderWayEndAndAcceptsNoOther() throws Exception {
        TestingBroker broker = broker();
        AgentClient dev = broker.client("dev");
        assertThat(dev.get(HOOKS).status()).isEqualTo(200);
        forge.misbehave(HOOKS + "/issues", new Misbehaviour.DelaysHead(Duration.ofMillis(2500)));
        int asked = forge.requests().size();
        try (AgentConnection slow = AgentConnection.open(socket);
                AgentConnection idle = AgentConnection.open(socket)) {
            slow.send("GET " + HOOKS + "/issues HTTP/1.1\r\nHost: forge\r\n\r\n");
            while (forge.requests().size() == asked) {
                Thread.sleep(10);
            }

            CompletableFuture<Void> stopped =
                    CompletableFuture.runAsync(() -> broker.broker().stop(Duration.ofSeconds(10)));

            assertThat(idle.isClosed()).as("a connection without a call ends").isTrue();
            assertThatThrownBy(() -> AgentConnection.open(socket).close())
                    .as("a new connection")
                    .isInstanceOf(IOException.class);
            assertThat(stopped).isNotDone();
            assertThat(slow.reply().status()).as("the call under way").isEqualTo(200);
            stopped.join();
        }
        AuditTrail audit = new AuditTrail(broker.auditFile());
        assertThat(audit.of("outcome")).hasSameSizeAs(audit.of("intent"));
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
                            roles: [read]
                        """)
                .start();
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
