package dev.gatehouse.shim.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.shim.TestingBroker;
import dev.gatehouse.shim.TestingForge;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McpCommandTest {
    @TempDir private Path directory;

    private Path socket() {
        return directory.resolve("forge.sock");
    }

    private static void list(TestingEndpoint.Request request, TestingEndpoint.Reply reply)
            throws IOException {
        if (request.is("initialize")) {
            reply.result(request, "{\"protocolVersion\":\"2025-11-25\"}", "Mcp-Session-Id: s");
        } else if (!request.is("tools/list")) {
            reply.accepted();
        } else if (request.body().contains("cursor")) {
            reply.result(request, "{\"tools\":[ {\"name\": \"größe\"} ]}");
        } else {
            reply.result(
                    request,
                    "{\"nextCursor\":\"p 2\",\"tools\":[{\"name\": \"issue\", \"n\": [1, 2]}]}");
        }
    }

    @Test
    void showsWhatEachToolCosts() throws Exception {
        try (TestingEndpoint endpoint = new TestingEndpoint(socket(), McpCommandTest::list)) {
            TestingForge.Ended ended = TestingForge.run(socket(), "mcp", "--print-tools");

            assertThat(ended)
                    .isEqualTo(
                            new TestingForge.Ended(
                                    0,
                                    """
                                          26  issue
                                          18  größe
                                          44  bytes in 2 tools
                                    """,
                                    ""));
            assertThat(endpoint.received("notifications/initialized")).hasSize(1);
            assertThat(endpoint.received("DELETE")).hasSize(1);
        }
    }

    @Test
    void printsTheListItself() throws Exception {
        try (TestingEndpoint _ = new TestingEndpoint(socket(), McpCommandTest::list)) {
            assertThat(TestingForge.run(socket(), "mcp", "--json", "--print-tools").output())
                    .isEqualTo("[{\"name\":\"issue\",\"n\":[1,2]},{\"name\":\"größe\"}]\n");
        }
    }

    @Test
    void endsAsARefusalSays() throws Exception {
        String refusal = TestingBroker.json("429 Too Many", "{}", "Gatehouse-Refusal: limit\n");
        try (TestingEndpoint _ = new TestingEndpoint(socket(), (_, reply) -> reply.raw(refusal))) {
            TestingForge.Ended ended = TestingForge.run(socket(), "mcp", "--print-tools");

            assertThat(ended.status()).isEqualTo(6);
            assertThat(ended.errors()).startsWith("forge: refused (limit)");
            assertThat(ended.output()).isEmpty();
        }
    }

    @Test
    void endsWithItsInput() {
        assertThat(TestingForge.run(socket(), "mcp")).isEqualTo(new TestingForge.Ended(0, "", ""));
    }
}
