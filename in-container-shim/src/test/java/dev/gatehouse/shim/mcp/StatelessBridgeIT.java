package dev.gatehouse.shim.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.shim.TestingBroker;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients of revision 2026-07-28, whose every request stands for itself; and what is the same for
/// all clients.
@Timeout(60)
class StatelessBridgeIT {
    private static final String ACKNOWLEDGED =
            "{\"method\":\"notifications/subscriptions/acknowledged\",\"params\":"
                    + "{\"notifications\":{\"toolsListChanged\":true}}}";

    @TempDir private Path directory;

    private Path socket() {
        return directory.resolve("forge.sock");
    }

    private static String request(int id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":"
                + id
                + ",\"method\":\""
                + method
                + "\",\"params\":{"
                + params
                + "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}}";
    }

    private static String cancelled(int id) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
                + "\"params\":{\"requestId\":"
                + id
                + "}}";
    }

    private TestingClient asking(TestingEndpoint.Behaviour behaviour, String line)
            throws Exception {
        TestingEndpoint _ = new TestingEndpoint(socket(), behaviour);
        TestingClient client = new TestingClient(socket(), 0);
        client.send(line);
        return client;
    }

    @Test
    void saysOfARequestWhatItIs() throws Exception {
        try (TestingEndpoint endpoint =
                        new TestingEndpoint(
                                socket(), (request, reply) -> reply.result(request, "{}"));
                TestingClient client = new TestingClient(socket(), 0)) {
            String line = request(1, "tools/call", "\"name\":\"issue\",");
            client.send(line);

            assertThat(client.receive()).contains("\"id\":1,\"result\":{}");
            assertThat(endpoint.received().getFirst().body()).as("as it was said").isEqualTo(line);
            assertThat(endpoint.received().getFirst().head())
                    .contains(
                            "\nMCP-Protocol-Version: 2026-07-28\nMcp-Method: tools/call\nMcp-Name: issue\n")
                    .doesNotContain("Mcp-Session-Id");
            client.end();
            assertThat(endpoint.received()).as("there is no session to end").hasSize(1);
        }
    }

    @Test
    void endsTheConnectionOfACancelledRequest() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        try (TestingEndpoint endpoint =
                        new TestingEndpoint(
                                socket(),
                                (_, reply) -> {
                                    reply.awaitHangUp();
                                    gone.countDown();
                                });
                TestingClient client = new TestingClient(socket(), 0)) {
            client.send(request(1, "tools/call", ""));
            endpoint.awaitReceived("tools/call");
            client.send(cancelled(2));
            client.send(cancelled(1));

            assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(client.receiveMore()).as("nothing is said of it any more").isEmpty();
            assertThat(endpoint.received()).as("there is no such notification").hasSize(1);
        }
    }

    @Test
    void takesUpASubscriptionThatTheBrokerEnds() throws Exception {
        AtomicInteger streams = new AtomicInteger();
        try (TestingEndpoint endpoint =
                        new TestingEndpoint(
                                socket(),
                                (request, reply) -> {
                                    reply.beginEvents();
                                    switch (streams.incrementAndGet()) {
                                        case 1 -> reply.event(ACKNOWLEDGED);
                                        case 2 -> {
                                            reply.event(ACKNOWLEDGED);
                                            reply.event(TestingEndpoint.Reply.line(request, "{}"));
                                        }
                                        default ->
                                                reply.event(
                                                        "{\"id\":1,\"error\":{\"code\":-32600}}");
                                    }
                                });
                TestingClient client = new TestingClient(socket(), 0)) {
            client.send(request(1, "subscriptions/listen", ""));

            assertThat(client.receive()).isEqualTo(ACKNOWLEDGED);
            assertThat(client.receive())
                    .as("instead of a second confirmation, what may have been missed")
                    .isEqualTo(
                            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\","
                                    + "\"params\":{\"_meta\":"
                                    + "{\"io.modelcontextprotocol/subscriptionId\":1}}}");
            assertThat(client.receive())
                    .as("an orderly end is the broker's, not the client's; an error ends it")
                    .contains("\"error\"");
            assertThat(client.receiveMore()).isEmpty();
            assertThat(endpoint.received()).hasSize(3);
        }
    }

    @Test
    void endsASubscriptionWithTheClient() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        try (TestingEndpoint _ =
                        new TestingEndpoint(
                                socket(),
                                (_, reply) -> {
                                    reply.beginEvents();
                                    reply.event(ACKNOWLEDGED);
                                    reply.awaitHangUp();
                                    gone.countDown();
                                });
                TestingClient client = new TestingClient(socket(), 0)) {
            client.send(request(1, "subscriptions/listen", ""));
            client.receive();
            long asked = System.nanoTime();
            client.end();

            assertThat(System.nanoTime() - asked).as("at once").isLessThan(3_000_000_000L);
            assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void makesOneLineOfEveryMessage() throws Exception {
        try (TestingClient client =
                asking(
                        (_, reply) -> reply.json("{\n  \"id\": 1,\r\n  \"result\": {}\n}\n"),
                        request(1, "tools/list", ""))) {
            assertThat(client.receive()).isEqualTo("{   \"id\": 1,    \"result\": {} }");
        }
    }

    @Test
    void makesAnErrorOfARefusal() throws Exception {
        String problem =
                "{\"title\":\"No grant\",\"detail\":\"issueDelete is not granted\","
                        + "\"rule\":\"agents.dev.grants\",\"remedy\":\"ask the operator\","
                        + "\"retry\":\"never\"}";
        try (TestingClient client =
                asking(
                        (_, reply) ->
                                reply.raw(
                                        TestingBroker.json(
                                                "403 Forbidden",
                                                problem,
                                                "Gatehouse-Refusal: not-granted\n")),
                        request(1, "tools/call", ""))) {
            assertThat(client.receive())
                    .isEqualTo(
                            "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":3,\"message\":"
                                    + "\"refused (not-granted): gatehouse: issueDelete is not granted;"
                                    + " rule: agents.dev.grants; remedy: ask the operator\","
                                    + "\"data\":{\"code\":\"not-granted\","
                                    + "\"rule\":\"agents.dev.grants\","
                                    + "\"remedy\":\"ask the operator\",\"retry\":\"never\"}}}");
        }
    }

    @Test
    void passesARefusalThatIsToldAsTheResponse() throws Exception {
        String result = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"isError\":true}}";
        try (TestingClient client =
                asking(
                        (_, reply) ->
                                reply.raw(
                                        TestingBroker.json(
                                                "403 Forbidden",
                                                result,
                                                "Gatehouse-Refusal: not-granted\n")),
                        request(1, "tools/call", ""))) {
            assertThat(client.receive()).isEqualTo(result);
        }
    }

    @Test
    void makesAnErrorOfABrokerThatIsNotThere() throws Exception {
        try (TestingClient client = new TestingClient(socket(), 0)) {
            client.send(request(1, "tools/list", ""));

            assertThat(client.receive())
                    .startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":4,")
                    .contains("cannot reach the broker")
                    .contains("forge doctor");
        }
    }

    @Test
    void passesErrorsOfTheProtocolOn() throws Exception {
        String error =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32020,\"message\":\"m\"}}";
        try (TestingClient client =
                asking(
                        (_, reply) -> reply.raw(TestingBroker.json("400 Bad Request", error, "")),
                        request(1, "tools/list", ""))) {
            assertThat(client.receive()).isEqualTo(error);
        }
    }

    @Test
    void saysWhoseAnErrorIsThatDoesNotSayIt() throws Exception {
        String error = "{\"error\": {\"code\": -32600, \"message\": \"m\", \"data\": [1]}}";
        try (TestingClient client =
                asking(
                        (_, reply) -> reply.raw(TestingBroker.json("400 Bad Request", error, "")),
                        request(1, "tools/list", ""))) {
            assertThat(client.receive())
                    .isEqualTo(
                            "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":"
                                    + "{\"code\":-32600,\"message\":\"m\",\"data\":[1]}}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 200 OK~Content-Length: 0~~, without a response",
        "HTTP/1.1 202 Accepted~Content-Length: 0~~, without a response",
        "HTTP/1.1 404 Not Found~Content-Length: 0~~, without a response",
        "HTTP/1.1 500 Oops~Content-Length: 6~~<html>, without a response",
        "HTTP/1.1 200 OK~~{\"id\":2;\"result\":{}}, without a response",
        "HTTP/1.1 200 OK~Content-Length: 99~~{, broke off",
        "HTTP/1.1 200 OK~Content-Type: text/event-stream~~, broke off before the response",
        "HTTP/1.1 200 OK~Content-Type: text/event-stream~~data: {~~, not JSON",
        "HTTP/1.1 200, broke off",
        "nonsense~~, not HTTP/1.1",
    })
    void makesAnErrorOfWhatIsNoAnswer(String answer, String complaint) throws Exception {
        String raw = answer.replace('~', '\n').replace(';', ',');
        try (TestingClient client =
                asking((_, reply) -> reply.raw(raw), request(1, "tools/list", ""))) {
            assertThat(client.receive())
                    .startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":")
                    .contains(complaint);
            assertThat(client.receiveMore()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "1",
                "{}",
                "{\"id\":null}",
                "[{\"id\":1,\"method\":\"a\"}]"
            })
    void complainsAboutWhatIsNoMessageAndGoesOn(String line) throws Exception {
        try (TestingEndpoint endpoint =
                        new TestingEndpoint(
                                socket(), (request, reply) -> reply.result(request, "{}"));
                TestingClient client = new TestingClient(socket(), 0)) {
            client.send(line);
            client.send("");
            client.send(request(1, "tools/list", ""));

            assertThat(client.receive()).startsWith("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32");
            assertThat(client.receive()).contains("\"result\":{}");
            assertThat(endpoint.received()).hasSize(1);
        }
    }

    @Test
    void skipsALineThatIsTooLong() throws Exception {
        try (TestingEndpoint _ =
                        new TestingEndpoint(
                                socket(), (request, reply) -> reply.result(request, "{}"));
                TestingClient client = new TestingClient(socket(), 0)) {
            client.send("x".repeat(MessageLines.LIMIT_BYTES + 1));
            client.send(request(1, "tools/list", ""));

            assertThat(client.receive()).contains("more than 8 MiB");
            assertThat(client.receive()).contains("\"result\":{}");
        }
    }

    @Test
    void takesAnIdOnce() throws Exception {
        CountDownLatch complained = new CountDownLatch(1);
        try (TestingEndpoint endpoint =
                        new TestingEndpoint(
                                socket(),
                                (request, reply) -> {
                                    complained.await();
                                    reply.result(request, "{}");
                                });
                TestingClient client = new TestingClient(socket(), 0)) {
            client.send(request(1, "tools/list", ""));
            client.send(request(1, "tools/list", ""));

            assertThat(client.receive()).contains("its id is in use");
            complained.countDown();
            assertThat(client.receive()).contains("\"result\":{}");
            assertThat(endpoint.received()).hasSize(1);
        }
    }
}
