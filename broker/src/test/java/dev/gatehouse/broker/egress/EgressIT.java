package dev.gatehouse.broker.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.egress.tls.TestingHello;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The proxy over a real socket, to servers on loopback.
@Timeout(30)
class EgressIT {
    private static final String NAME = "registry.example.org";
    private static final byte[] HELLO = TestingHello.naming(NAME).bytes();

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
    void tunnelsBytesBothWaysAndRecordsThem() throws IOException, InterruptedException {
        try (TestingHost host = TestingHost.echo();
                TestingClient client = proxy.grant(host.port(), "*.example.org").client()) {
            client.connect(NAME + ":" + host.port());
            assertThat(client.head()).startsWith("HTTP/1.1 200 Connection established\r\n");
            client.send(HELLO);
            assertThat(client.exactly(HELLO.length)).isEqualTo(latin(HELLO));
            client.send("ping");
            assertThat(client.exactly(4)).isEqualTo("ping");
            client.endOutput();
            assertThat(client.rest()).as("the end of one direction is passed on").isEmpty();

            JsonNode intent = proxy.await("intent", record -> true);
            assertThat(intent.path("operation").asString()).isEqualTo("egress.connect");
            assertThat(intent.path("host").asString()).isEqualTo(NAME);
            assertThat(intent.path("port").asInt()).isEqualTo(host.port());
            assertThat(intent.path("rule").asString()).isEqualTo("egress.hosts \"*.example.org\"");
            JsonNode outcome = proxy.outcome();
            assertThat(outcome.path("ending").asString()).isEqualTo("answered");
            assertThat(outcome.path("status").asInt()).isEqualTo(200);
            assertThat(outcome.path("bytes_in").asLong()).isEqualTo(HELLO.length + 4L);
            assertThat(outcome.path("bytes_out").asLong()).isEqualTo(HELLO.length + 4L);
            assertThat(proxy.underWay()).as("the connection is given back").isZero();
        }
    }

    @Test
    void tunnelsAsPythonAsksForIt() throws IOException {
        try (TestingHost host = TestingHost.echo();
                TestingClient client = proxy.grant(host.port(), NAME).client()) {
            client.send("CONNECT " + NAME + ":" + host.port() + " HTTP/1.0\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 200 ");
            assertThat(client.send(HELLO).exactly(HELLO.length)).isEqualTo(latin(HELLO));
        }
    }

    @Test
    void keepsWhatAClientSendsBeforeTheAnswer() throws IOException {
        try (TestingHost host = TestingHost.echo();
                TestingClient client = proxy.grant(host.port(), NAME).client()) {
            String target = NAME + ":" + host.port();
            client.send(
                    "CONNECT "
                            + target
                            + " HTTP/1.1\r\nHost: "
                            + target
                            + "\r\n\r\n"
                            + latin(HELLO)
                            + "early");

            assertThat(client.head()).startsWith("HTTP/1.1 200 ");
            assertThat(client.exactly(HELLO.length + 5)).isEqualTo(latin(HELLO) + "early");
        }
    }

    @Test
    void forwardsPlainHttpAndKeepsTheConnection() throws IOException, InterruptedException {
        try (TestingHost host =
                        TestingHost.answering(
                                "HTTP/1.1 200 Fine\r\nContent-Length: 2\r\nX-Seen: yes\r\nConnection: close\r\n\r\nhi");
                TestingClient client = proxy.grant(host.port(), NAME).client()) {
            String url = "http://" + NAME + ":" + host.port() + "/a?b=c";
            for (int time = 0; time < 2; time++) {
                client.send("GET " + url + " HTTP/1.1\r\nHost: other.example\r\nX-A: b\r\n\r\n");
                assertThat(client.answer())
                        .startsWith("HTTP/1.1 200 OK\r\n")
                        .contains("X-Seen: yes\r\n")
                        .endsWith("\r\n\r\nhi");
            }
            assertThat(host.accepted()).isEqualTo(2);
            assertThat(host.received())
                    .startsWith("GET /a?b=c HTTP/1.1\r\n")
                    .contains("host: " + NAME + ":" + host.port() + "\r\n", "X-A: b\r\n")
                    .doesNotContain("other.example");
            assertThat(proxy.outcome().path("operation").asString()).isEqualTo("egress.get");
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
