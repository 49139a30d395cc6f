package dev.gatehouse.broker.listener.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.broker.agent.ContainerId;
import dev.gatehouse.broker.agent.Peer;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real kernel, asked about real processes; which container they are in is left to the tests
/// that start some.
@Timeout(30)
class NativeKernelTest {
    private static final ContainerId ID = new ContainerId("ab".repeat(32));

    @TempDir Path directory;

    private final NativeKernel kernel = NativeKernel.warm();
    private Path path;
    private Socket server;

    @BeforeEach
    void listen() throws IOException {
        Epoll.ensureAvailability();
        path = directory.resolve("s");
        server = Socket.newSocketDomain();
        server.bind(new DomainSocketAddress(path.toFile()));
        server.listen(1);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void refusesWhatIsNoSocketAndNoProcess() {
        assertThatThrownBy(() -> kernel.peerPidfd(-1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> kernel.isAlive(-1)).isInstanceOf(IOException.class);
        assertThat(kernel.controlGroup(-1)).isEmpty();
    }

    @Test
    void looksAtAProcessThatIsThere() throws IOException, InterruptedException {
        try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            client.connect(UnixDomainSocketAddress.of(path));

            assertThat(attest((int) ProcessHandle.current().pid()))
                    .as("this test, in whatever it runs")
                    .isNotInstanceOf(Attestation.Unknown.class);
        }
    }

    @Test
    void trustsNoProcessThatIsGone() throws Exception {
        Process client =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-cp",
                                Path.of(
                                                Connects.class
                                                        .getProtectionDomain()
                                                        .getCodeSource()
                                                        .getLocation()
                                                        .toURI())
                                        .toString(),
                                Connects.class.getName(),
                                path.toString())
                        .inheritIO()
                        .start();
        assertThat(client.waitFor()).isZero();

        assertThat(attest((int) client.pid())).isInstanceOf(Attestation.Unknown.class);
    }

    private Attestation attest(int pid) throws IOException, InterruptedException {
        int accepted = server.accept(new byte[26]);
        while (accepted < 0) {
            Thread.sleep(10);
            accepted = server.accept(new byte[26]);
        }
        try {
            return ProcessAttestor.ofThisHost().attest(accepted, new Peer(0, 0, pid), ID);
        } finally {
            kernel.close(accepted);
        }
    }

    /// A process that connects and ends.
    static final class Connects {
        private Connects() {}

        public static void main(String[] arguments) throws IOException {
            try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                client.connect(UnixDomainSocketAddress.of(arguments[0]));
            }
        }
    }
}
