package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.http.RecordedRequest;
import dev.gatehouse.demoforge.http.Recording;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviour;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What tests of a broker assert on: connections and requests as they came in.
final class RecorderIT {

    @Test
    void countsAConnectionThatNeverSaysAWord(@TempDir Path directory) throws Exception {
        try (DemoForge forge = DemoForge.start(directory)) {
            assertThat(forge.connections()).as("nobody came yet").isZero();
            try (var silent =
                    new Socket(InetAddress.ofLiteral("127.0.0.1"), forge.url().getPort())) {
                Instant end = Instant.now().plus(Duration.ofSeconds(5));
                while (forge.connections() == 0 && Instant.now().isBefore(end)) {
                    Thread.onSpinWait();
                }
                assertThat(forge.connections()).isEqualTo(1);
                assertThat(silent.isConnected()).isTrue();
            }
            assertThat(forge.requests()).isEmpty();
        }
    }

    @Test
    void recordsTargetHeadersAndBodyAsTheyStandOnTheWire(@TempDir Path directory) throws Exception {
        try (DemoForge forge = DemoForge.start(directory)) {
            ForgeClient dev = ForgeClient.with(forge.url(), forge.token("dev-bot"));
            dev.json("POST", "api/v1//repos/charles/claude%2Dhooks/issues?sudo=x", "{\"a\": 1}");
            RecordedRequest request = forge.requests().getFirst();
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.target())
                    .isEqualTo("/api/v1//repos/charles/claude%2Dhooks/issues?sudo=x");
            assertThat(request.header("authorization")).contains("token " + forge.token("dev-bot"));
            assertThat(request.body().text()).isEqualTo("{\"a\": 1}");
            assertThat(request.sudo()).contains("x");
            assertThat(request.connection()).isEqualTo(1);
            forge.forgetRequests();
            assertThat(forge.requests()).isEmpty();
        }
    }

    @Test
    void keepsOnlyTheBeginningOfALongBodyButKnowsItsLength(@TempDir Path directory)
            throws Exception {
        try (DemoForge forge = DemoForge.start(directory)) {
            int bytes = Recording.BODY_CAP_BYTES + 1000;
            ForgeClient dev = ForgeClient.with(forge.url(), forge.token("dev-bot"));
            dev.json("POST", "api/v1/repos/charles/claude-hooks/issues", "x".repeat(bytes));
            RecordedRequest request = forge.requests().getFirst();
            assertThat(request.body().size()).isEqualTo(Recording.BODY_CAP_BYTES);
            assertThat(request.bodyBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void endsHungRequestsWhenItIsClosed(@TempDir Path directory) throws Exception {
        DemoForge forge = DemoForge.start(directory);
        forge.misbehave("/", new Misbehaviour.Hangs());
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), forge.url().getPort())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (forge.requests().isEmpty()) {
                Thread.onSpinWait();
            }
            forge.close();
            assertThat(socket.getInputStream().read()).as("end of stream").isEqualTo(-1);
        }
    }
}
