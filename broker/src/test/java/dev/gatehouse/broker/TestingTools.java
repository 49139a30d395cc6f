package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.TestingForge;
import dev.gatehouse.protocol.BrokerPaths;
import dev.gatehouse.protocol.CommandFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Commands of agents, as the shim posts them, through a real broker to a forge; to a real Forgejo
/// where `FORGEJO_BIN` names one. There is an agent of each role on charles/claude-hooks, named
/// after it: `read`, `triage`, `review`, `contribute` (may push to `dev/**`) and `maintain` (may
/// push anywhere).
public final class TestingTools implements AutoCloseable {
    public static final String REPOSITORY = "charles/claude-hooks";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> ACCOUNTS =
            Map.of(
                    "read", "dev-bot",
                    "triage", "dev-bot",
                    "contribute", "dev-bot",
                    "review", "reviewer-bot",
                    "maintain", "boss-bot");

    /// Of a token that reaches all that tools are about.
    private static final Set<String> SCOPES =
            Set.of(
                    "write:repository",
                    "write:issue",
                    "write:notification",
                    "write:user",
                    "read:organization",
                    "read:package");

    private final Path directory;
    private final TestingForge forge;
    private final TestingBroker broker;
    private final Map<String, String> tokens;

    /// What a command did.
    ///
    /// @param exit -1 where it wants texts first
    /// @param steps left to do beside the agent
    /// @param wanted the files whose text it wants
    public record Outcome(
            int exit, String out, String error, List<JsonNode> steps, List<String> wanted) {
        /// Of `--json`.
        public JsonNode data() {
            return JSON.readTree(out);
        }
    }

    private TestingTools(
            Path directory, TestingForge forge, TestingBroker broker, Map<String, String> tokens) {
        this.directory = directory;
        this.forge = forge;
        this.broker = broker;
        this.tokens = tokens;
    }

    public static TestingTools start(Path directory) throws IOException {
        return start(directory, "");
    }

    /// @param grants more lines below the `grants:` of every agent
    public static TestingTools start(Path directory, String grants) throws IOException {
        return start(directory, grants, "");
    }

    /// @param limits of every agent, as a line of the configuration
    static TestingTools limited(Path directory, String limits) throws IOException {
        return start(directory, "", limits);
    }

    private static TestingTools start(Path directory, String grants, String limits)
            throws IOException {
        TestingForge forge = TestingForge.start(directory.resolve("forge"));
        TestingBroker.Builder builder = TestingBroker.of(directory, forge.url());
        Map<String, String> tokens = new LinkedHashMap<>();
        for (Map.Entry<String, String> agent : ACCOUNTS.entrySet()) {
            String role = agent.getKey();
            tokens.put(role, forge.mintToken(agent.getValue(), SCOPES));
            builder.agent(
                    role,
                    agent.getValue(),
                    tokens.get(role),
                    """
                    grants:
                      - repositories: [%s, "charles/lib-*"]
                        roles: [%s]
                        push: { branches: ["%s"], tags: ["v*"], create: true, delete: true }
                    """
                                    .formatted(
                                            REPOSITORY,
                                            role,
                                            role.equals("maintain") ? "**" : "dev/**")
                            + grants.indent(2)
                            + limits);
        }
        return new TestingTools(directory, forge, builder.start(), tokens);
    }

    public TestingForge forge() {
        return forge;
    }

    /// From now on the forge answers this agent's token with 401.
    public void killToken(String agent) {
        forge.revokeToken(Objects.requireNonNull(tokens.get(agent)));
    }

    /// Puts other grants in force for all agents: none.
    void takeGrantsAway() throws IOException {
        TestingBroker.Builder builder = TestingBroker.of(directory, forge.url());
        for (Map.Entry<String, String> agent : ACCOUNTS.entrySet()) {
            builder.agent(
                    agent.getKey(),
                    agent.getValue(),
                    Objects.requireNonNull(tokens.get(agent.getKey())),
                    "grants: []");
        }
        broker.broker().reload(builder.configuration());
    }

    /// A call of the API by an agent, to see what a command left behind.
    public JsonNode api(String agent, String path) throws IOException {
        return document(broker.client(agent).get("/api/v1/" + path));
    }

    int callsUnderWay() {
        return broker.broker().load().calls();
    }

    AgentClient client(String agent) {
        return broker.client(agent);
    }

    /// A call of the API by an agent that changes something, to lay down what a command needs.
    public JsonNode api(String agent, String method, String path, String json) throws IOException {
        AgentClient.Reply reply = broker.client(agent).json(method, "/api/v1/" + path, json);
        if (reply.status() >= 300) {
            throw new IOException(reply.status() + " " + reply.body());
        }
        return document(reply);
    }

    public String audit() throws IOException {
        return broker.audit();
    }

    public Outcome run(String agent, String... words) throws IOException {
        return run(agent, Map.of(), words);
    }

    /// As [#run(String, String...)], where nothing may go wrong.
    public Outcome fine(String agent, String... words) throws IOException {
        Outcome outcome = run(agent, words);
        assertThat(outcome.exit()).as(outcome.error()).isZero();
        return outcome;
    }

    /// Standing in a clone of [#REPOSITORY] with branch `dev/made` checked out.
    ///
    /// @param inputs the texts of files, by name
    public Outcome run(String agent, Map<String, String> inputs, String... words)
            throws IOException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("arguments", List.of(words));
        request.put(
                "directory",
                Map.of(
                        "branch",
                        "dev/made",
                        "remotes",
                        Map.of("origin", "https://forge.example.org/" + REPOSITORY + ".git")));
        request.put("inputs", inputs);
        AgentClient.Reply reply =
                broker.client(agent)
                        .json("POST", BrokerPaths.COMMAND, JSON.writeValueAsString(request));
        if (!reply.header("Content-Type").orElse("").equals(CommandFrame.MEDIA_TYPE)) {
            return new Outcome(
                    reply.status() == 403 ? 3 : reply.status(),
                    "",
                    reply.refusal() + " " + reply.body(),
                    List.of(),
                    List.of());
        }
        return outcome(ByteBuffer.wrap(whole(reply.body())));
    }

    private static JsonNode document(AgentClient.Reply reply) {
        return reply.header("Transfer-Encoding").isPresent()
                ? JSON.readTree(whole(reply.body()))
                : JSON.readTree(reply.body());
    }

    private static Outcome outcome(ByteBuffer frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        List<JsonNode> steps = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        int exit = -1;
        while (frames.hasRemaining()) {
            CommandFrame type = CommandFrame.of(frames.get()).orElseThrow();
            byte[] payload = new byte[frames.getInt()];
            frames.get(payload);
            switch (type) {
                case OUTPUT -> out.writeBytes(payload);
                case ERROR -> error.writeBytes(payload);
                case STEP -> steps.add(JSON.readTree(payload));
                case WANTED -> JSON.readTree(payload).forEach(name -> wanted.add(name.asString()));
                case EXIT ->
                        exit = Integer.parseInt(new String(payload, StandardCharsets.US_ASCII));
            }
        }
        return new Outcome(
                exit,
                out.toString(StandardCharsets.UTF_8),
                error.toString(StandardCharsets.UTF_8),
                steps,
                wanted);
    }

    /// Takes the chunks' framing away (RFC 9112 section 7.1).
    private static byte[] whole(String chunked) {
        byte[] bytes = chunked.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int lineEnd = chunked.indexOf("\r\n", at);
            int size = Integer.parseInt(chunked.substring(at, lineEnd), 16);
            if (size == 0) {
                return whole.toByteArray();
            }
            whole.writeBytes(Arrays.copyOfRange(bytes, lineEnd + 2, lineEnd + 2 + size));
            at = lineEnd + 2 + size + 2;
        }
    }

    @Override
    public void close() throws IOException {
        broker.close();
        forge.close();
    }
}
