package dev.gatehouse.broker.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Plain HTTP through the proxy.
@Timeout(30)
class EgressForwardIT {
    private static final String NAME = "registry.example.org";

    @TempDir private Path folder;
    private TestingProxy proxy;

    @BeforeEach
    void open() throws IOException {
        proxy = TestingProxy.open(folder);
        proxy.resolver().knows(NAME, "127.0.0.1");
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    @Test
    void leavesOutWhatIsForOneHopOnly() throws IOException {
        String answered =
                """
                HTTP/1.1 200 OK
                Connection: X-Hop, close
                X-Hop: a
                Keep-Alive: 1
                Proxy-Authenticate: Basic
                Upgrade: h2c
                Gatehouse-Refusal: x
                X-Kept: b
                Set-Cookie: c
                Content-Length: 0

                """;
        String asked =
                """
                Connection: X-Mine, Content-Length
                X-Mine: a
                Proxy-Authorization: Basic x
                Proxy-Connection: keep-alive
                Keep-Alive: 1
                TE: trailers
                Authorization: kept
                X-Yours: b
                """;
        try (TestingHost host = TestingHost.answering(answered.replace("\n", "\r\n"))) {
            String answer = call(host, "GET", asked.replace("\n", "\r\n"));

            assertThat(host.received().toLowerCase(Locale.ROOT))
                    .contains("authorization: kept\r\n", "x-yours: b\r\n", "connection: close\r\n")
                    .doesNotContain("x-mine", "proxy-", "keep-alive", "\r\nte:");
            assertThat(answer.toLowerCase(Locale.ROOT))
                    .contains("x-kept: b\r\n", "set-cookie: c\r\n", "gatehouse-exchange: ")
                    .doesNotContain(
                            "x-hop", "keep-alive", "proxy-", "upgrade", "gatehouse-refusal");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    Content-Length: 5\\r\\n\\r\\nhello      | content-length: 5 | hello
                    Transfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nhe\\r\\n3\\r\\nllo\\r\\n0\\r\\n\\r\\n | transfer-encoding: chunked | \\r\\n0\\r\\n\\r\\n
                    """)
    void streamsABodyAsItIsFramed(String request, String framing, String end) throws IOException {
        try (TestingHost host =
                        TestingHost.serving(visit -> {
                            visit.readUntil(unescaped(end));
                            visit.send("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok");
                        });
                TestingClient client = proxy.grant(host.port(), NAME).client()) {
            client.send(
                    "POST http://"
                            + NAME
                            + ":"
                            + host.port()
                            + "/x HTTP/1.1\r\nHost: x\r\n"
                            + request.replace("\\r", "\r").replace("\\n", "\n"));

            assertThat(client.answer()).startsWith("HTTP/1.1 201 Created").endsWith("ok");
            assertThat(host.received().toLowerCase(Locale.ROOT)).contains(framing, "lo");
        }
    }

    @Test
    void saysThatAClientMayGoOnWithItsBody() throws IOException {
        try (TestingHost host =
                        TestingHost.serving(visit -> {
                            visit.readUntil("hello");
                            visit.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                        });
                TestingClient client = proxy.grant(host.port(), NAME).client()) {
            client.send(
                    "PUT http://"
                            + NAME
                            + ":"
                            + host.port()
                            + "/ HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 100 ");
            assertThat(client.send("hello").answer()).startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest(name = "{index}: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi                     | hi
                    HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nhi\\r\\n0\\r\\nT: x\\r\\n\\r\\n | hi
                    HTTP/1.1 200 OK\\r\\n\\r\\nhi                                            | hi
                    HTTP/1.0 200 OK\\r\\n\\r\\nhi                                            | hi
                    HTTP/1.1 103 Early Hints\\r\\nLink: x\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi | hi
                    HTTP/1.1 100 Continue\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi | hi
                    """)
    void passesABodyHoweverTheHostEndsIt(String answer, String body) throws IOException {
        try (TestingHost host = TestingHost.answering(unescaped(answer));
                TestingClient client = proxy.grant(host.port(), NAME).client()) {
            for (int time = 0; time < 2; time++) {
                assertThat(client.send(head(host, "GET", "")).answer())
                        .as("and the connection goes on")
                        .startsWith("HTTP/1.1 200 OK\r\n")
                        .endsWith("\r\n\r\n" + body);
            }
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "HEAD, HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\n",
        "HEAD, HTTP/1.1 200 OK\\r\\n\\r\\n",
        "GET, HTTP/1.1 204 No Content\\r\\n\\r\\n",
        "GET, HTTP/1.1 304 Not Modified\\r\\nETag: x\\r\\n\\r\\n"
    })
    void passesAnAnswerWithoutABody(String method, String answer) throws IOException {
        try (TestingHost host = TestingHost.answering(unescaped(answer));
                TestingClient client = proxy.grant(host.port(), NAME).client()) {
            for (int time = 0; time < 2; time++) {
                assertThat(client.send(head(host, method, "")).head())
                        .startsWith(answer.substring(0, 12))
                        .doesNotContain("chunked");
            }
        }
    }

    @ParameterizedTest(name = "{index}: {0}")
    @CsvSource({
        "SSH-2.0-x\\r\\n",
        "HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: x\\r\\n\\r\\n",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\nx",
        "HTTP/1.1 200 OK\\r\\nContent-Length: -1\\r\\n\\r\\nx",
        "HTTP/1.1 999 Odd\\r\\nContent-Length: 0\\r\\n\\r\\n",
        "''"
    })
    void refusesWhatIsNoAnswer(String answer) throws IOException, InterruptedException {
        try (TestingHost host = TestingHost.answering(unescaped(answer));
                TestingClient client = proxy.grant(host.port(), NAME).client()) {
            assertThat(client.send(head(host, "GET", "")).answer())
                    .startsWith("HTTP/1.1 502 upstream-unreachable: " + NAME);
            assertThat(proxy.outcome().path("ending").asString()).isEqualTo("upstream-failed");
        }
    }

    @Test
    void cutsAnAnswerThatTheHostBreaksOff() throws IOException, InterruptedException {
        try (TestingHost host =
                        TestingHost.answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi");
                TestingClient client = proxy.grant(host.port(), NAME).client()) {
            assertThat(client.send(head(host, "GET", "")).answer()).endsWith("hi<cut>");
            assertThat(proxy.outcome().path("ending").asString()).isEqualTo("upstream-failed");
        }
    }

    @Test
    void endsTheCallOfAClientThatHangsUp() throws IOException, InterruptedException {
        try (TestingHost host = TestingHost.serving(visit -> visit.readUntil("never"))) {
            TestingClient client = proxy.grant(host.port(), NAME).client();
            client.send(head(host, "GET", ""));
            proxy.await("intent", record -> true);
            client.close();

            assertThat(proxy.outcome().path("ending").asString()).isEqualTo("client-gone");
            proxy.settle();
        }
    }

    @Test
    void triesTheNextAddressWhereOneRefuses() throws IOException {
        try (TestingHost host =
                        TestingHost.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                TestingClient client = proxy.grant(host.port(), NAME).client()) {
            proxy.resolver().knows(NAME, "127.0.0.9", "127.0.0.1");

            assertThat(client.send(head(host, "GET", "")).answer()).startsWith("HTTP/1.1 200 ");
            assertThat(proxy.opened()).isEqualTo(2);
        }
    }

    @Test
    void saysThatAHostIsNotThere() throws IOException, InterruptedException {
        int port;
        try (TestingHost host = TestingHost.echo()) {
            port = host.port();
        }
        try (TestingClient client = proxy.grant(port, NAME, "gone.example.org").client()) {
            client.send("GET http://" + NAME + ":" + port + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.answer())
                    .startsWith(
                            "HTTP/1.1 502 upstream-unreachable: "
                                    + NAME
                                    + " does not accept the connection");
            client.send("GET http://gone.example.org:" + port + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.answer())
                    .startsWith(
                            "HTTP/1.1 502 upstream-unreachable: gone.example.org has no address");
            assertThat(proxy.outcome().path("ending").asString()).isEqualTo("upstream-failed");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"http://evil.example/", "/", "https://registry.example.org/"})
    void aRefusedRequestWithABodyEndsTheConnection(String target) throws IOException {
        try (TestingClient client = proxy.grant(80, NAME).client()) {
            client.send(
                    "POST "
                            + target
                            + " HTTP/1.1\r\nHost: x\r\nContent-Length: 60\r\n\r\n"
                            + "GET http://registry.example.org/ HTTP/1.1\r\nHost: x\r\n\r\n....");

            assertThat(client.answer()).startsWith("HTTP/1.1 40").contains("connection: close");
            assertThat(client.rest()).as("the body is not taken for a request").isEmpty();
        }
        assertThat(proxy.resolver().asked()).isEmpty();
    }

    @Test
    void saysWhoTheAgentIsAndWhatItMayReach() throws IOException {
        try (TestingClient client = proxy.grant(443, NAME, "*.allowed.example").client()) {
            assertThat(client.send("GET /-/broker/v1/whoami HTTP/1.1\r\nHost: x\r\n\r\n").answer())
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .contains("content-type: application/json\r\n")
                    .endsWith(
                            "{\"agent\":\"dev\",\"door\":\"egress\",\"hosts\":[\"registry.example.org\","
                                    + "\"*.allowed.example\"],\"ports\":[443]}");
        }
    }

    private String call(TestingHost host, String method, String headers) throws IOException {
        try (TestingClient client = proxy.grant(host.port(), NAME).client()) {
            return client.send(head(host, method, headers)).answer();
        }
    }

    private static String head(TestingHost host, String method, String headers) {
        return method
                + " http://"
                + NAME
                + ":"
                + host.port()
                + "/ HTTP/1.1\r\nHost: x\r\n"
                + headers
                + "\r\n";
    }

    private static String unescaped(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n");
    }
}
