package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.protocol.BrokerPaths;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The endpoint of the Model Context Protocol, message by message.
@Timeout(60)
class McpIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String META =
            """
            "_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28",
                      "io.modelcontextprotocol/clientCapabilities": {}}\
            """;

    @TempDir Path directory;

    private TestingTools tools;

    @BeforeEach
    void start() throws IOException {
        tools = TestingTools.start(directory);
    }

    @AfterEach
    void stop() throws IOException {
        tools.close();
    }

    @Test
    void saysWhatItSpeaks() throws IOException {
        JsonNode result = modern("triage", "server/discover", "", "").path("result");

        assertThat(texts(result.path("supportedVersions"))).startsWith("2026-07-28", "2025-11-25");
        assertThat(result.path("resultType").asString()).isEqualTo("complete");
        assertThat(result.path("cacheScope").asString()).isEqualTo("private");
        assertThat(result.path("instructions").asString())
                .contains("dev-bot", "charles/claude-hooks");
    }

    @Test
    void shakesHandsWithOlderClients() throws IOException {
        AgentClient.Reply reply =
                post(
                        "triage",
                        "",
                        """
                        {"jsonrpc": "2.0", "id": 1, "method": "initialize",
                         "params": {"protocolVersion": "2025-06-18", "capabilities": {}}}\
                        """);

        assertThat(reply.body()).contains("\"protocolVersion\":\"2025-06-18\"");
        assertThat(reply.header("Mcp-Session-Id")).as("by which it cancels").isPresent();
        assertThat(legacy("triage", "tools/list", "{}").path("result").has("resultType"))
                .as("what they do not know is not sent")
                .isFalse();
    }

    @Test
    void showsOnlyWhatIsPermitted() throws IOException {
        assertThat(names("read")).contains("issue_read").doesNotContain("issue_write");
        assertThat(names("triage")).contains("issue_read", "issue_write");
    }

    @Test
    void costsAContributorLittle() throws IOException {
        JsonNode list = legacy("contribute", "tools/list", "{}").path("result").path("tools");

        assertThat(list.toString().length()).as("bytes of all definitions").isLessThan(12_000);
    }

    @Test
    void runsAToolOverTheAgentsLine() throws IOException {
        JsonNode result =
                call(
                                "triage",
                                "issue_write",
                                """
                                {"action": "create", "repository": "charles/claude-hooks", "title": "Found"}\
                                """)
                        .path("result");

        assertThat(result.path("isError").asBoolean(false)).as(result.toString()).isFalse();
        assertThat(result.path("structuredContent").path("title").asString()).isEqualTo("Found");
        assertThat(result.path("content").get(0).path("text").asString()).startsWith("opened #");
        assertThat(tools.audit()).contains("issueCreateIssue");
    }

    @Test
    void refusesWhatIsNotShownAndPutsThatOnRecord() throws IOException {
        JsonNode result =
                call(
                                "read",
                                "issue_write",
                                """
                                {"action": "create", "repository": "charles/claude-hooks", "title": "Found"}\
                                """)
                        .path("result");

        assertThat(result.path("isError").asBoolean(false)).isTrue();
        assertThat(result.path("content").get(0).path("text").asString())
                .contains("not-granted", "issueCreateIssue", "remedy: ");
        assertThat(tools.audit()).contains("\"code\":\"not-granted\"");
    }

    @Test
    void saysThatTheCredentialIsDead() throws IOException {
        tools.killToken("triage");

        JsonNode result =
                call(
                                "triage",
                                "issue_read",
                                "{\"action\": \"list\", \"repository\": \"charles/claude-hooks\"}")
                        .path("result");

        assertThat(result.path("isError").asBoolean(false)).isTrue();
        assertThat(result.path("content").get(0).path("text").asString())
                .contains("credential-rejected", "remedy: ");
    }

    @Test
    void tellsWhoListensThatThePolicyChangedAndEndsWithTheBroker() throws Exception {
        String listen =
                """
                {"jsonrpc": "2.0", "id": 7, "method": "subscriptions/listen",
                 "params": {"notifications": {"toolsListChanged": true}, %s}}\
                """
                        .formatted(META);
        try (AgentConnection modern = AgentConnection.open(tools.client("triage").socket());
                AgentConnection old = AgentConnection.open(tools.client("triage").socket())) {
            modern.send(
                    request(
                            "POST",
                            "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method:"
                                    + " subscriptions/listen\r\n",
                            listen));
            old.send("GET " + BrokerPaths.MCP + " HTTP/1.1\r\nHost: forge\r\n\r\n");
            assertThat(until(modern, "acknowledged")).contains("text/event-stream");
            assertThat(until(old, "\r\n\r\n")).contains("text/event-stream");

            tools.takeGrantsAway();

            assertThat(until(modern, "list_changed")).contains("notifications/tools");
            assertThat(until(old, "list_changed")).contains("notifications/tools");
            assertThat(names("triage")).as("nothing is permitted any more").isEmpty();
            long begun = System.nanoTime();
            tools.close();
            assertThat(System.nanoTime() - begun)
                    .as("who only listens holds no stop up")
                    .isLessThan(Duration.ofSeconds(5).toNanos());
            assertThat(until(modern, "\"resultType\":\"complete\""))
                    .as("ended well")
                    .contains("\"id\":7");
        }
    }

    @Test
    void tellsHowFarItIsAndStopsWhenNobodyWaits() throws Exception {
        beginCheck("ci");
        String wait =
                """
                {"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "pr_read",
                 "arguments": {"action": "status", "repository": "charles/claude-hooks",
                               "number": 3, "wait": true},
                 "_meta": {"progressToken": "p"}}}\
                """;
        try (AgentConnection waiting = AgentConnection.open(tools.client("maintain").socket())) {
            waiting.send(request("POST", "", wait));

            assertThat(until(waiting, "\"progress\":1"))
                    .contains("text/event-stream", "notifications/progress")
                    .contains("waiting for the checks of #3: ci")
                    .contains("\"progressToken\":\"p\"");
            // Beside the tool's own call, one to the forge may be on its way, for a moment.
            Eventually.eventually(() -> tools.callsUnderWay() == 1);
        }
        Eventually.eventually(() -> tools.callsUnderWay() == 0);
        long asked = tools.audit().lines().count();
        Thread.sleep(Duration.ofSeconds(3));
        assertThat(tools.audit().lines().count()).as("it does not go on asking").isEqualTo(asked);
    }

    @Test
    void isCancelledByAMessageOfAClientThatShookHands() throws Exception {
        beginCheck("ci");
        try (AgentConnection waiting = AgentConnection.open(tools.client("maintain").socket())) {
            waiting.send(
                    request(
                            "POST",
                            "Mcp-Session-Id: s\r\n",
                            """
                            {"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "pr_read",
                             "arguments": {"action": "status", "repository": "charles/claude-hooks",
                                           "number": 3, "wait": true}}}\
                            """));
            Eventually.eventually(() -> tools.callsUnderWay() == 1);
            post(
                    "maintain",
                    "Mcp-Session-Id: other\r\n",
                    """
                    {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 3}}\
                    """);
            // Another client's: the call goes on.
            Eventually.eventually(() -> tools.callsUnderWay() == 1);
            post(
                    "maintain",
                    "Mcp-Session-Id: s\r\n",
                    """
                    {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 3}}\
                    """);

            assertThat(waiting.reply().body()).contains("cancelled");
        }
    }

    /// Pull request 3 waits for this check from now on.
    private void beginCheck(String check) throws IOException {
        String head =
                tools.api("maintain", "repos/charles/claude-hooks/pulls/3")
                        .path("head")
                        .path("sha")
                        .asString();
        tools.api(
                "maintain",
                "POST",
                "repos/charles/claude-hooks/statuses/" + head,
                "{\"context\": \"" + check + "\", \"state\": \"pending\"}");
    }

    /// Reads up to a text.
    private static String until(AgentConnection connection, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            int octet = connection.next();
            if (octet < 0) {
                throw new IOException("the connection ended after: " + read);
            }
            read.append((char) octet);
        }
        return read.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    {"action": "lst"};                                     which action? There is
                    {"action": "view", "repository": "charles/claude-hooks"};  'number' is missing
                    {"action": "view", "repository": "charles/claude-hooks", "number": "1"}; 'number' is no whole number
                    {"action": "view", "repository": "charles/claude-hooks", "number": 1, "title": "x"}; takes no 'title'
                    {"action": "list", "repository": "charles/claude-hooks", "state": "opened"}; there is open, closed, all
                    {"action": "list"};                                    which repository?
                    {"action": "list", "repository": "claude-hooks"};      names no repository
                    {"action": "view", "repository": "charles/claude-hooks", "number": 4711}; not found, or not visible to dev-bot
                    """)
    void saysWhatIsWrongWithACall(String arguments, String problem) throws IOException {
        JsonNode result = call("triage", "issue_read", arguments).path("result");

        assertThat(result.path("isError").asBoolean(false)).isTrue();
        assertThat(result.path("content").get(0).path("text").asString()).contains(problem);
    }

    @Test
    void wantsHeadersThatSayTheSameAsTheBody() throws IOException {
        String body =
                """
                {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {%s}}\
                """
                        .formatted(META);

        AgentClient.Reply none = post("read", "MCP-Protocol-Version: 2026-07-28\r\n", body);
        AgentClient.Reply other =
                post(
                        "read",
                        "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\n",
                        body);
        AgentClient.Reply unknown =
                post(
                        "read",
                        "MCP-Protocol-Version: 1900-01-01\r\n",
                        body.replace("2026-07-28", "1900-01-01"));

        assertThat(none.status()).isEqualTo(400);
        assertThat(none.body()).contains("-32020", "Mcp-Method is missing");
        assertThat(other.body()).contains("-32020", "Mcp-Method differs from the body");
        assertThat(unknown.body()).contains("-32022", "\"supported\":[\"2026-07-28\"");
    }

    @Test
    void takesNothingFromAWebPage() throws IOException {
        String ping = "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\"}";

        assertThat(post("read", "Origin: https://evil.example\r\n", ping).status()).isEqualTo(403);
        assertThat(post("read", "Origin: http://localhost:8080\r\n", ping).status()).isEqualTo(200);
    }

    @Test
    void tellsAModernClientOfAnUnknownMethodByTheStatusToo() throws IOException {
        assertThat(
                        post(
                                        "read",
                                        "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: x\r\n",
                                        """
                                        {"jsonrpc": "2.0", "id": 1, "method": "x", "params": {%s}}\
                                        """
                                                .formatted(META))
                                .status())
                .isEqualTo(404);
        assertThat(legacy("read", "x", "{}").path("error").path("code").asInt()).isEqualTo(-32601);
    }

    @Test
    void givesAModelNoMoreThanItCanBear() throws IOException {
        String content =
                Base64.getEncoder()
                        .encodeToString("x".repeat(1_100_000).getBytes(StandardCharsets.US_ASCII));
        tools.api(
                "maintain",
                "POST",
                "repos/charles/claude-hooks/contents/large.txt",
                "{\"message\": \"Add\", \"content\": \"" + content + "\"}");
        JsonNode result =
                call(
                                "read",
                                "repo_read",
                                """
                                {"action": "contents", "repository": "charles/claude-hooks", "path": "large.txt"}\
                                """)
                        .path("result");

        assertThat(result.path("isError").asBoolean(false)).as("a failure of the tool").isTrue();
        assertThat(result.path("content").get(0).path("text").asString())
                .contains("a model gets 1024 KiB at most", "use forge in a shell");
        assertThat(
                        legacy(
                                        "read",
                                        "resources/read",
                                        "{\"uri\": \"forgejo://charles/claude-hooks/contents/large.txt\"}")
                                .path("error")
                                .path("message")
                                .asString())
                .contains("a model gets 1024 KiB at most");
    }

    @Test
    void readsAnIssueByItsAddress() throws IOException {
        JsonNode result =
                legacy(
                                "read",
                                "resources/read",
                                "{\"uri\": \"forgejo://charles/claude-hooks/issues/1\"}")
                        .path("result");

        assertThat(result.path("contents").get(0).path("text").asString()).startsWith("#1 ");
        assertThat(
                        legacy(
                                        "read",
                                        "resources/read",
                                        "{\"uri\": \"forgejo://charles/vault/issues/1\"}")
                                .toString())
                .contains("not-granted");
    }

    private Stream<String> names(String agent) throws IOException {
        return StreamSupport.stream(
                        legacy(agent, "tools/list", "{}")
                                .path("result")
                                .path("tools")
                                .spliterator(),
                        false)
                .map(tool -> tool.path("name").asString());
    }

    private static Stream<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString);
    }

    private JsonNode call(String agent, String tool, String arguments) throws IOException {
        return modern(
                agent,
                "tools/call",
                "Mcp-Name: " + tool + "\r\n",
                "\"name\": \"" + tool + "\", \"arguments\": " + arguments + ", ");
    }

    private JsonNode modern(String agent, String method, String headers, String params)
            throws IOException {
        return JSON.readTree(
                post(
                                agent,
                                "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: "
                                        + method
                                        + "\r\n"
                                        + headers,
                                """
                                {"jsonrpc": "2.0", "id": 1, "method": "%s", "params": {%s%s}}\
                                """
                                        .formatted(method, params, META))
                        .body());
    }

    private JsonNode legacy(String agent, String method, String params) throws IOException {
        return JSON.readTree(
                post(
                                agent,
                                "MCP-Protocol-Version: 2025-11-25\r\n",
                                """
                                {"jsonrpc": "2.0", "id": 1, "method": "%s", "params": %s}\
                                """
                                        .formatted(method, params))
                        .body());
    }

    private AgentClient.Reply post(String agent, String headers, String json) throws IOException {
        return tools.client(agent).raw(request("POST", headers, json));
    }

    private static String request(String method, String headers, String json) {
        return method
                + " "
                + BrokerPaths.MCP
                + " HTTP/1.1\r\nHost: forge\r\nContent-Type: application/json\r\n"
                + headers
                + "Content-Length: "
                + json.length()
                + "\r\n\r\n"
                + json;
    }
}
