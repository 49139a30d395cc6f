package dev.gatehouse.shim.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.protocol.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Clients up to revision 2025-11-25: `initialize`, a session, a stream of the broker's own.
@Timeout(60)
class SessionBridgeIT {
    private static final String BEGUN =
            "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":"
                    + "{\"tools\":{\"listChanged\":true}}}";
    private static final String LOST = "HTTP/1.1 404 Not Found\nContent-Length: 0\n\n";
    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";

    @TempDir private Path directory;

    private final AtomicInteger sessions = new AtomicInteger();

    private Path socket() {
        return directory.resolve("forge.sock");
    }

    /// Begins sessions, has no stream of its own, takes notifications, and leaves the rest.
    private TestingEndpoint endpoint(TestingEndpoint.Behaviour rest) throws IOException {
        return new TestingEndpoint(
                socket(),
                (request, reply) -> {
                    if (request.is("initialize")) {
                        String id = "Mcp-Session-Id: s" + sessions.incrementAndGet();
                        reply.result(request, BEGUN, id);
                    } else if (request.is("notifications/initialized")
                            || request.is("notifications/cancelled")) {
                        reply.accepted();
                    } else if (request.is("GET")) {
                        reply.raw("HTTP/1.1 405 Method Not Allowed\nContent-Length: 0\n\n");
                    } else if (request.is("DELETE")) {
                        reply.accepted();
                    } else {
                        rest.answer(request, reply);
                    }
                });
    }

    @Test
    void carriesAConversation() throws Exception {
        try (TestingEndpoint endpoint =
                        endpoint((request, reply) -> reply.result(request, "{\"tools\":[]}"));
                TestingClient client = new TestingClient(socket(), 0)) {
            client.initialize();
            client.send(CALL);

            assertThat(client.receive())
                    .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[]}}");
            assertThat(client.end()).isEqualTo(ExitCode.OK);
            assertThat(endpoint.received().getFirst().head())
                    .startsWith("POST /-/broker/v1/mcp HTTP/1.1\n")
                    .contains("\nAccept: application/json, text/event-stream\n")
                    .doesNotContain("Mcp-Session-Id");
            assertThat(
                            endpoint.received("notifications/initialized")
                                    .getFirst()
                                    .has("Mcp-Session-Id: s1"))
                    .isTrue();
            assertThat(endpoint.received("tools/list").getFirst().head())
                    .contains("\nMCP-Protocol-Version: 2025-11-25\nMcp-Session-Id: s1\n");
            assertThat(endpoint.received("DELETE").getFirst().has("Mcp-Session-Id: s1"))
                    .as("a session that is needed no longer")
                    .isTrue();
            assertThat(client.errors()).isEmpty();
        }
    }

    @Test
    void passesWhatComesBeforeTheResponse() throws Exception {
        try (TestingEndpoint _ =
                        endpoint((request, reply) -> {
                            reply.beginEvents();
                            reply.event("");
                            reply.event("{\"method\":\"notifications/progress\"}");
                            reply.event("{\"id\":\"x\",\"method\":\"ping\"}");
                            reply.event(TestingEndpoint.Reply.line(request, "{}"));
                            reply.awaitHangUp();
                        });
                TestingClient client = new TestingClient(socket(), 0)) {
            client.initialize();
            client.send(CALL);

            assertThat(client.receive()).isEqualTo("{\"method\":\"notifications/progress\"}");
            assertThat(client.receive()).isEqualTo("{\"id\":\"x\",\"method\":\"ping\"}");
            assertThat(client.receive()).contains("\"result\":{}");
        }
    }

    @Test
    void letsNoRequestWaitForAnother() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        try (TestingEndpoint _ =
                        endpoint((request, reply) -> {
                            if (request.id().equals("1")) {
                                second.await();
                            }
                            reply.result(request, "{}");
                        });
                TestingClient client = new TestingClient(socket(), 0)) {
            client.initialize();
            client.send(CALL);
            client.send(CALL.replace(":1,", ":\"two\","));

            assertThat(client.receive()).contains("\"id\":\"two\"");
            second.countDown();
            assertThat(client.receive()).contains("\"id\":1");
        }
    }

    @Test
    void beginsALostSessionAnewWithoutTheClient() throws Exception {
        try (TestingEndpoint endpoint =
                        endpoint((request, reply) -> {
                            if (request.has("Mcp-Session-Id: s1")) {
                                reply.raw(LOST);
                            } else {
                                reply.result(request, "{}");
                            }
                        });
                TestingClient client = new TestingClient(socket(), 0)) {
            client.initialize();
            client.send(CALL);

            assertThat(client.receive()).contains("\"id\":1,\"result\":{}");
            assertThat(client.receiveMore()).isEmpty();
            assertThat(endpoint.received("initialize"))
                    .extracting(TestingEndpoint.Request::body)
                    .as("what the client said")
                    .hasSize(2)
                    .containsOnly(endpoint.received("initialize").getFirst().body());
            assertThat(
                            endpoint.received("notifications/initialized")
                                    .getLast()
                                    .has("Mcp-Session-Id: s2"))
                    .isTrue();
            assertThat(endpoint.received("tools/list")).as("sent once more").hasSize(2);
        }
    }

    @Test
    void givesUpWhereNoSessionLasts() throws Exception {
        try (TestingEndpoint endpoint = endpoint((_, reply) -> reply.raw(LOST));
                TestingClient client = new TestingClient(socket(), 0)) {
            client.initialize();
            client.send(CALL);

            assertThat(client.receive()).contains("\"id\":1,\"error\":{\"code\":4,");
            assertThat(endpoint.received("tools/list")).hasSize(2);
        }
    }

    @Test
    void takesARestartForAPause() throws Exception {
        try (TestingEndpoint endpoint = endpoint((request, reply) -> reply.result(request, "{}"));
                TestingClient client = new TestingClient(socket(), 30)) {
            client.initialize();
            endpoint.awaitReceived("GET");
            endpoint.stop();
            client.send(CALL);
            assertThat(client.receiveMore()).isEmpty();
            endpoint.restart();

            assertThat(client.receive()).contains("\"id\":1,\"result\":{}");
        }
    }

    @Test
    void saysThatListsMayHaveChangedWithARestart() throws Exception {
        AtomicInteger streams = new AtomicInteger();
        try (TestingEndpoint _ =
                        new TestingEndpoint(
                                socket(),
                                (request, reply) -> {
                                    if (request.is("initialize")) {
                                        reply.result(request, BEGUN);
                                    } else if (!request.is("GET")) {
                                        reply.accepted();
                                    } else {
                                        reply.beginEvents();
                                        if (streams.incrementAndGet() > 1) {
                                            reply.awaitHangUp();
                                        }
                                    }
                                });
                TestingClient client = new TestingClient(socket(), 0)) {
            client.initialize();

            assertThat(client.receive())
                    .isEqualTo(
                            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
            assertThat(client.receiveMore()).as("once, and of no other list").isEmpty();
        }
    }

    @Test
    void passesWhatTheBrokerSaysOfItsOwnAccord() throws Exception {
        AtomicInteger streams = new AtomicInteger();
        try (TestingEndpoint endpoint =
                        new TestingEndpoint(
                                socket(),
                                (request, reply) -> {
                                    if (request.is("initialize")) {
                                        reply.result(request, BEGUN, "Mcp-Session-Id: s1");
                                    } else if (!request.is("GET")) {
                                        reply.accepted();
                                    } else if (streams.incrementAndGet() < 3) {
                                        reply.beginEvents();
                                        reply.event(
                                                "{\"id\":7,\"method\":\"roots/list\"}\nid: e"
                                                        + streams.get()
                                                        + "\nretry: 10");
                                    } else {
                                        reply.beginEvents();
                                        reply.awaitHangUp();
                                    }
                                });
                TestingClient client = new TestingClient(socket(), 0)) {
            client.initialize();

            assertThat(client.receive()).isEqualTo("{\"id\":7,\"method\":\"roots/list\"}");
            assertThat(client.receive()).as("also after it broke off").contains("roots/list");
            client.send("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"roots\":[]}}");
            endpoint.awaitReceived("");
            assertThat(endpoint.received("").getFirst().has("Mcp-Session-Id: s1"))
                    .as("the response is for the broker")
                    .isTrue();
            assertThat(endpoint.received("GET").get(1).has("Last-Event-ID: e1")).isTrue();
            assertThat(endpoint.received("GET").getFirst().head())
                    .contains("\nAccept: text/event-stream\n")
                    .contains("\nMCP-Protocol-Version: 2025-11-25\nMcp-Session-Id: s1\n");
        }
    }

    @Test
    void tellsTheBrokerOfACancellationAndTheClientNothingMore() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (TestingEndpoint endpoint =
                        endpoint((_, reply) -> {
                            reply.beginEvents();
                            cancelled.await();
                        });
                TestingClient client = new TestingClient(socket(), 0)) {
            client.initialize();
            client.send(CALL);
            endpoint.awaitReceived("tools/list");
            client.send(
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
                            + "\"params\":{\"requestId\":1}}");
            endpoint.awaitReceived("notifications/cancelled");
            cancelled.countDown();

            assertThat(endpoint.received("notifications/cancelled")).hasSize(1);
            assertThat(client.receiveMore()).as("a response, or an error in its place").isEmpty();
        }
    }

    @Test
    void waitsForOpenAnswersWhenTheClientHasNoMoreToSay() throws Exception {
        try (TestingEndpoint endpoint =
                        endpoint((request, reply) -> {
                            Thread.sleep(500);
                            reply.result(request, "{}");
                        });
                TestingClient client = new TestingClient(socket(), 0)) {
            client.initialize();
            client.send(CALL);
            endpoint.awaitReceived("tools/list");

            assertThat(client.end()).isEqualTo(ExitCode.OK);
            assertThat(client.receive()).contains("\"id\":1,\"result\":{}");
        }
    }

    @Test
    void doesNotWaitForEver() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (TestingEndpoint endpoint = endpoint((_, _) -> never.await());
                TestingClient client = new TestingClient(socket(), 0)) {
            client.initialize();
            client.send(CALL);
            endpoint.awaitReceived("tools/list");

            assertThat(client.end()).isEqualTo(ExitCode.OK);
            never.countDown();
        }
    }
}
