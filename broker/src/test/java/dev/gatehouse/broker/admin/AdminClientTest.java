package dev.gatehouse.broker.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class AdminClientTest {
    @TempDir Path directory;

    private Path socket;
    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws IOException {
        socket = directory.resolve("admin.sock");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket), 1);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void readsADocument() throws IOException {
        answer("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"calls\":3}");

        assertThat(new AdminClient(socket).get("/v1/status").path("calls").asInt()).isEqualTo(3);
    }

    @Test
    void takesNoContentForNothing() throws IOException {
        answer("HTTP/1.1 204 No Content\r\n\r\n");

        assertThat(new AdminClient(socket).post("/v1/reload").isMissingNode()).isTrue();
    }

    @Test
    void saysSoWhereTheAnswerIsNoDocument() {
        answer("HTTP/1.1 200 OK\r\n\r\nnot json");

        assertThatThrownBy(() -> new AdminClient(socket).get("/v1/status"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(socket.toString())
                .hasMessageContaining("same version");
    }

    @Test
    void waitsNoLongerThanItsPatienceForABrokerThatHangs() {
        AdminClient client = new AdminClient(socket, Duration.ofMillis(1500));

        assertThatThrownBy(() -> client.get("/v1/status"))
                .as("connected, since the kernel does that, and never answered")
                .isInstanceOf(IOException.class)
                .hasMessageContaining(socket.toString())
                .hasMessageContaining("gave no answer within 1 s");
    }

    @Test
    void waitsNoLongerForABrokerWhoseBacklogIsFull() throws IOException {
        try (SocketChannel first = connect();
                SocketChannel second = connect()) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            AdminClient client = new AdminClient(socket, Duration.ofMillis(1500));

            assertThatThrownBy(() -> client.get("/v1/status"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("gave no answer within 1 s");
        }
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket));
    }

    private void answer(String bytes) {
        Thread.ofVirtual()
                .start(() -> {
                    try (SocketChannel caller = server.accept()) {
                        ByteBuffer request = ByteBuffer.allocate(4096);
                        assertThat(caller.read(request)).isPositive();
                        caller.write(ByteBuffer.wrap(bytes.getBytes(US_ASCII)));
                    } catch (IOException gone) {
                        throw new AssertionError(gone);
                    }
                });
    }
}
