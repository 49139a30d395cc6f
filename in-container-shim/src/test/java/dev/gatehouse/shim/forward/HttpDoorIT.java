package dev.gatehouse.shim.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.shim.TestingBroker;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.loopback.LoopbackAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpDoorIT {
    private static final int LARGE_BYTES = 20 * 1024 * 1024;
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n7\r\n{\"n\":3}\r\n0\r\n\r\n";

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final Console console =
            new Console(InputStream.nullInputStream(), OutputStream.nullOutputStream(), errors);

    private HttpDoor door(Path socket) throws IOException {
        BrokerSocket broker = new BrokerSocket(socket, 0, console);
        HttpDoor door =
                HttpDoor.open(LoopbackAddress.parse("127.0.0.1:0"), "forward", broker, console);
        door.start();
        return door;
    }

    private static HttpURLConnection call(HttpDoor door, String path) throws IOException {
        HttpURLConnection call =
                (HttpURLConnection)
                        URI.create(door.url() + path).toURL().openConnection(Proxy.NO_PROXY);
        call.setRequestProperty("Authorization", "token dummy");
        call.setRequestProperty("Cookie", "session=dummy");
        return call;
    }

    private static String body(HttpURLConnection call) throws IOException {
        InputStream stream =
                call.getResponseCode() < 400 ? call.getInputStream() : call.getErrorStream();
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static int port(HttpDoor door) {
        return URI.create(door.url()).getPort();
    }

    private static String raw(HttpDoor door, String request) throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port(door))) {
            client.getOutputStream()
                    .write(
                            request.replace("@HOST@", "127.0.0.1:" + port(door))
                                    .getBytes(StandardCharsets.ISO_8859_1));
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void passesCallsOfAClientThatKeepsConnections() throws IOException {
        try (TestingBroker broker =
                        TestingBroker.answering(
                                TestingBroker.ok("{\"n\":1}"),
                                TestingBroker.ok("{\"n\":2}"),
                                CHUNKED);
                HttpDoor door = door(broker.socket())) {
            for (int i = 1; i <= 3; i++) {
                assertThat(body(call(door, "/api/v1/repos/o/r?page=" + i)))
                        .isEqualTo("{\"n\":" + i + "}");
            }
            assertThat(broker.received())
                    .allSatisfy(received ->
                            assertThat(received.head())
                                    .contains("\nGatehouse-Base: " + door.url() + "\n")
                                    .doesNotContain("dummy"));
            assertThat(broker.received().getLast().requestLine())
                    .isEqualTo("GET /api/v1/repos/o/r?page=3 HTTP/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4096})
    void passesBodiesOfKnownAndUnknownLength(int chunkBytes) throws IOException {
        try (TestingBroker broker = TestingBroker.answering(TestingBroker.ok("{}"));
                HttpDoor door = door(broker.socket())) {
            HttpURLConnection call = call(door, "/api/v1/repos/o/r/issues");
            call.setRequestMethod("POST");
            call.setDoOutput(true);
            String text = "x".repeat(100_000);
            if (chunkBytes > 0) {
                call.setChunkedStreamingMode(chunkBytes);
            }
            call.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));

            assertThat(body(call)).isEqualTo("{}");
            assertThat(broker.received().getFirst().body()).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void passesTheMethodsOfTheApi(String method) throws IOException {
        try (TestingBroker broker = TestingBroker.answering(TestingBroker.ok("{}"));
                HttpDoor door = door(broker.socket())) {
            String answer =
                    raw(
                            door,
                            method
                                    + " /api/v1/x HTTP/1.1\r\nHost: @HOST@\r\nContent-Length: 2\r\n\r\n{}");

            assertThat(answer)
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .contains("\r\nConnection: close\r\n")
                    .endsWith("\r\n\r\n{}");
            assertThat(broker.received().getFirst().requestLine()).startsWith(method + " /api");
        }
    }

    @Test
    void asksForABodyThatIsHeldBack() throws IOException {
        try (TestingBroker broker = TestingBroker.answering(TestingBroker.ok("{}"));
                HttpDoor door = door(broker.socket());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), port(door))) {
            String head =
                    "POST /x HTTP/1.1\r\nHost: localhost:"
                            + port(door)
                            + "\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n";
            client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] go =
                    client.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
            client.getOutputStream().write("body".getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(go, StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .endsWith("{}");
            assertThat(broker.received().getFirst().body()).isEqualTo("body");
            assertThat(broker.received().getFirst().head()).doesNotContain("Expect");
        }
    }

    /// As a broker does that refuses a large upload before it has read it.
    @Test
    void losesNoAnswerThatComesBeforeTheBodyHasBeenRead() throws IOException {
        TestingBroker.Script early =
                new TestingBroker.Script() {
                    @Override
                    public void answer(OutputStream agent) throws IOException {
                        agent.write(
                                TestingBroker.bytes(
                                        TestingBroker.json(
                                                "403 Forbidden", "{\"message\":\"no\"}", "")));
                    }

                    @Override
                    public boolean readsBody() {
                        return false;
                    }
                };
        try (TestingBroker broker = TestingBroker.scripted(early);
                HttpDoor door = door(broker.socket())) {
            HttpURLConnection call = call(door, "/api/v1/x");
            call.setRequestMethod("POST");
            call.setDoOutput(true);
            call.setFixedLengthStreamingMode(LARGE_BYTES);
            call.getOutputStream().write(new byte[LARGE_BYTES]);

            assertThat(body(call)).isEqualTo("{\"message\":\"no\"}");
        }
    }

    @Test
    void answersAsTheForgeDoesWhereTheBrokerIsNotThere(@TempDir Path directory) throws IOException {
        try (HttpDoor door = door(directory.resolve("none.sock"))) {
            HttpURLConnection call = call(door, "/api/v1/x");

            assertThat(call.getResponseCode()).isEqualTo(502);
            assertThat(call.getContentType()).isEqualTo("application/json");
            assertThat(body(call)).startsWith("{\"message\":\"gatehouse: cannot reach the broker");
            assertThat(errors.toString(StandardCharsets.UTF_8)).contains("cannot reach the broker");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET / HTTP/1.0\r\nHost: @HOST@\r\n\r\n",
                "CONNECT forge.test:443 HTTP/1.1\r\nHost: @HOST@\r\n\r\n",
                "GET http://forge.test/ HTTP/1.1\r\nHost: @HOST@\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: @HOST@\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n",
            })
    void asksTheBrokerNothingThatHasNoSingleMeaning(String request) throws IOException {
        try (TestingBroker broker = TestingBroker.answering(TestingBroker.ok("{}"));
                HttpDoor door = door(broker.socket())) {
            assertThat(raw(door, request)).startsWith("HTTP/1.1 400 ");
            assertThat(broker.received()).isEmpty();
        }
    }

    @Test
    void asksTheBrokerNothingForAPageFromElsewhere() throws IOException {
        try (TestingBroker broker = TestingBroker.answering(TestingBroker.ok("{}"));
                HttpDoor door = door(broker.socket())) {
            String request = "GET / HTTP/1.1\r\nHost: @HOST@\r\nOrigin: https://evil.test\r\n\r\n";
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port(door))) {
                client.getOutputStream()
                        .write(
                                request.replace("@HOST@", "127.0.0.1:" + port(door))
                                        .getBytes(StandardCharsets.ISO_8859_1));
                client.shutdownOutput();
                assertThat(
                                new String(
                                        client.getInputStream().readAllBytes(),
                                        StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 403 ");
            }
            assertThat(broker.received()).isEmpty();
        }
    }
}
