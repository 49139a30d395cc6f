package dev.gatehouse.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.http.RecordedRequest;
import dev.gatehouse.demoforge.model.Behaviour;
import dev.gatehouse.demoforge.model.DemoModel;
import dev.gatehouse.demoforge.model.Script;
import dev.gatehouse.demoforge.model.Turn;
import dev.gatehouse.demoforge.model.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The door to a model, as a client of the model's API meets it.
@Timeout(120)
class ModelIT {
    private static final URI NO_FORGE = URI.create("http://127.0.0.1:1");
    private static final String PROMPT =
            "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":50,\"messages\":[]}";
    private static final String STREAMED =
            "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":50,\"stream\":true,\"messages\":[]}";

    @TempDir Path directory;

    private DemoModel model;

    @BeforeEach
    void start() throws IOException {
        model =
                DemoModel.start(
                        Script.of(Turn.says("one two three four five"))
                                .using(new Usage(12, 34, 56, 78)));
        write("model.key", model.key());
    }

    @AfterEach
    void stop() throws IOException {
        model.close();
    }

    @Test
    void carriesACallWithTheBrokersKeyAndNothingTheClientTakesForOne() throws Exception {
        try (TestingBroker broker = anthropic("")) {
            AgentClient.Reply reply =
                    broker.modelClient("dev")
                            .raw(
                                    "POST /v1/messages?beta=true&api_key=x HTTP/1.1\r\n"
                                            + "Host: m\r\n"
                                            + "x-api-key: gatehouse-keeps-the-key\r\n"
                                            + "Authorization: Bearer other\r\n"
                                            + "Cookie: a=b\r\n"
                                            + "anthropic-version: 2023-06-01\r\n"
                                            + "anthropic-beta: a-beta\r\n"
                                            + "Content-Type: application/json\r\n"
                                            + "Content-Length: "
                                            + PROMPT.length()
                                            + "\r\n\r\n"
                                            + PROMPT);
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            assertThat(reply.body()).contains("one two three");

            RecordedRequest seen = model.requests().getLast();
            assertThat(seen.target()).isEqualTo("/v1/messages?beta=true");
            assertThat(seen.headers().get("x-api-key")).containsExactly(model.key());
            assertThat(seen.headers()).doesNotContainKeys("authorization", "cookie");
            assertThat(seen.headers().get("anthropic-beta")).containsExactly("a-beta");
            assertThat(reply.header("Gatehouse-Dropped"))
                    .hasValueSatisfying(names -> assertThat(names).contains("api_key"));
            assertThat(awaitAudit(broker, "\"ending\""))
                    .contains("\"operation\":\"messages.create\"")
                    .contains("\"model\":\"claude-sonnet-4-5\"")
                    .contains(
                            "\"tokens\":{\"input\":12,\"output\":34,\"cache_read\":56,"
                                    + "\"cache_write\":78,\"estimated\":false}")
                    .as("who pays is on record, not what is said")
                    .doesNotContain("one two three", model.key());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/messages, claude-opus-4-1, 403, not-granted",
        "POST, /v1/messages/batches, claude-sonnet-4-5, 403, not-granted",
        "GET, /v1/files, '', 403, not-granted",
        "POST, /v1/complete, claude-sonnet-4-5, 404, unknown-route",
        "POST, /v1/messages/../organizations, claude-sonnet-4-5, 400, malformed",
        "GET, /v1/models/claude-opus-4-1, '', 403, not-granted"
    })
    void refusesInTheApisOwnShapeBeforeAnythingIsSent(
            String method, String target, String name, int status, String code) throws IOException {
        try (TestingBroker broker = anthropic("")) {
            AgentClient dev = broker.modelClient("dev");
            AgentClient.Reply reply =
                    name.isEmpty()
                            ? dev.call(method, target, "")
                            : dev.json(
                                    method, target, "{\"model\":\"" + name + "\",\"requests\":[]}");
            assertThat(reply.status()).as(reply.body()).isEqualTo(status);
            assertThat(reply.refusal()).isEqualTo(code);
            assertThat(reply.body()).startsWith("{\"type\":\"error\",\"error\":{\"type\":");
            assertThat(reply.header("x-should-retry")).contains("false");
            assertThat(model.connections()).as("nothing went out").isZero();
            assertThat(broker.broker().keysLent()).as("no key was lent").isZero();
            assertThat(broker.audit()).contains("\"code\":\"" + code + "\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/messages, '{\"model\":\"claude-opus-4-1\"}', claude-opus-4-1",
        "GET, /v1/models/claude-opus-4-1, '', claude-opus-4-1",
        "POST, /v1/messages, '{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":\"x\"}',"
                + " claude-sonnet-4-5"
    })
    void putsOnRecordWhichModelARefusalIsAbout(
            String method, String target, String body, String name) throws IOException {
        try (TestingBroker broker = anthropic("")) {
            AgentClient dev = broker.modelClient("dev");
            assertThat(
                            (body.isEmpty()
                                            ? dev.call(method, target, "")
                                            : dev.json(method, target, body))
                                    .refusal())
                    .isNotNull();
            assertThat(broker.audit()).contains("\"model\":\"" + name + "\"");
        }
    }

    @Test
    void keepsWhatIsNoModelsNameOutOfTheRecord() throws IOException {
        try (TestingBroker broker = anthropic("")) {
            broker.modelClient("dev")
                    .json("POST", "/v1/messages", "{\"model\":\"my secret\\nline\"}");
            assertThat(broker.audit())
                    .contains("\"kind\":\"refusal\"", "\"rule\":\"agents.dev.model.models\"")
                    .doesNotContain("my secret");
        }
    }

    @Test
    void answersProbesAndWhoamiItself() throws IOException {
        try (TestingBroker broker = anthropic("")) {
            AgentClient dev = broker.modelClient("dev");
            assertThat(dev.call("HEAD", "/", "").status()).isEqualTo(200);
            assertThat(dev.call("HEAD", "/api/hello", "").status()).isEqualTo(200);
            dev.json("POST", "/v1/messages", PROMPT);
            AgentClient.Reply whoami = dev.get("/-/broker/v1/whoami");
            assertThat(whoami.body())
                    .contains("\"door\":\"model\"", "\"credential\":\"ok\"", "\"tokens_day\":180");
            assertThat(model.requests()).as("only the call went upstream").hasSize(1);
            AgentClient operator = new AgentClient(directory.resolve("run/admin.sock"));
            assertThat(operator.get("/v1/agents/dev/model").body())
                    .as("the operator sees the same")
                    .contains("\"tokens_day\":180");
            assertThat(operator.get("/v1/agents/other/model").status()).isEqualTo(404);
        }
    }

    @Test
    void showsEachEventAsItComes() throws Exception {
        model.behave(new Behaviour.DelaysEvents(Duration.ofMillis(400)));
        try (TestingBroker broker = anthropic("");
                SocketChannel client = connect(broker)) {
            send(client, STREAMED);
            String first = readUntil(client, "message_start");
            assertThat(first).contains("text/event-stream");
            assertThat(first)
                    .as("the end is seconds away when the beginning is shown")
                    .doesNotContain("message_stop");
            assertThat(readUntil(client, "\r\n0\r\n\r\n"))
                    .contains("message_delta", "message_stop");
            assertThat(awaitAudit(broker, "\"ending\""))
                    .contains("\"tokens\":{\"input\":12,\"output\":34");
        }
    }

    @Test
    void countsWhatACutAnswerCanHaveCost() throws Exception {
        model.behave(new Behaviour.DelaysEvents(Duration.ofMillis(200)));
        try (TestingBroker broker = anthropic("")) {
            try (SocketChannel client = connect(broker)) {
                send(client, STREAMED);
                readUntil(client, "content_block_delta");
            }
            String log = awaitAudit(broker, "client-gone");
            assertThat(log).contains("\"tokens\":{\"input\":12,").contains("\"estimated\":true");
        }
    }

    @Test
    void holdsBackWhatComesOnTopOfTheDaysTokensWithinOneCall() throws Exception {
        model.close();
        model = DemoModel.start(Script.of(Turn.says("yes")).using(new Usage(10, 20, 10, 10)));
        write("model.key", model.key());
        try (TestingBroker broker = anthropic("limits: { tokens-per-day: 1000, concurrent: 64 }");
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            AgentClient dev = broker.modelClient("dev");
            List<Future<AgentClient.Reply>> replies = new ArrayList<>();
            for (int client = 0; client < 8; client++) {
                replies.add(
                        clients.submit(() -> {
                            AgentClient.Reply last = null;
                            for (int call = 0; call < 6; call++) {
                                last = dev.json("POST", "/v1/messages", PROMPT);
                            }
                            return last;
                        }));
            }
            for (Future<AgentClient.Reply> reply : replies) {
                assertThat(reply.get().status()).isIn(200, 429);
            }
            AgentClient.Reply refused = dev.json("POST", "/v1/messages", PROMPT);
            for (int call = 0; call < 10; call++) {
                refused = dev.json("POST", "/v1/messages", PROMPT);
            }
            long answered = model.requests().size();
            assertThat(answered * 50)
                    .as("used, against a limit of 1000 and 50 a call")
                    .isBetween(1000L, 1049L);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("x-should-retry")).contains("false");
            assertThat(refused.body()).contains("rate_limit_error", "tokens were used today");
        }
    }

    @Test
    void letsInAsManyCallsAMinuteAsAreGranted() throws IOException {
        try (TestingBroker broker = anthropic("limits: { requests-per-minute: 1500 }")) {
            AgentClient dev = broker.modelClient("dev");
            for (int call = 0; call < 1300; call++) {
                AgentClient.Reply reply = dev.json("POST", "/v1/messages", PROMPT);
                assertThat(reply.status()).as("call %d: %s", call, reply).isEqualTo(200);
            }
        }
    }

    @Test
    void limitsRefusedCallsToo() throws IOException {
        try (TestingBroker broker = anthropic("limits: { requests-per-minute: 10 }")) {
            AgentClient dev = broker.modelClient("dev");
            List<String> bodies = new ArrayList<>();
            for (int call = 0; call < 30; call++) {
                bodies.add(dev.json("POST", "/v1/messages", PROMPT).body());
            }
            assertThat(bodies.subList(10, 20))
                    .allSatisfy(body -> assertThat(body).contains("10 requests were made"));
            assertThat(bodies.getLast()).contains("twice model.limits.requests-per-minute");
            assertThat(model.requests()).hasSize(10);
        }
    }

    @Test
    void keepsTheDaysCountOverARestart() throws IOException {
        String limits = "limits: { requests-per-day: 2 }";
        try (TestingBroker broker = anthropic(limits)) {
            broker.modelClient("dev").json("POST", "/v1/messages", PROMPT);
        }
        try (TestingBroker broker = anthropic(limits)) {
            AgentClient dev = broker.modelClient("dev");
            assertThat(dev.json("POST", "/v1/messages", PROMPT).status()).isEqualTo(200);
            assertThat(dev.json("POST", "/v1/messages", PROMPT).status()).isEqualTo(429);
        }
    }

    @Test
    void sendsTheSameBodyAgainWithTheKeyThatReplacedARejectedOne() throws IOException {
        try (TestingBroker broker = anthropic("")) {
            AgentClient dev = broker.modelClient("dev");
            assertThat(dev.json("POST", "/v1/messages", PROMPT).status()).isEqualTo(200);
            model.reject(model.key());
            model.accept("sk-second-0123456789");
            write("model.key", "sk-second-0123456789");
            AgentClient.Reply reply = dev.json("POST", "/v1/messages", PROMPT);
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            assertThat(model.requests().getLast().headers().get("x-api-key"))
                    .containsExactly("sk-second-0123456789");
        }
    }

    @Test
    void saysThatTheKeyIsDeadAndNeverShowsA401() throws IOException {
        model.reject(model.key());
        try (TestingBroker broker = anthropic("")) {
            AgentClient dev = broker.modelClient("dev");
            AgentClient.Reply reply = dev.json("POST", "/v1/messages", PROMPT);
            assertThat(reply.status()).isEqualTo(502);
            assertThat(reply.refusal()).isEqualTo("credential-rejected");
            assertThat(reply.body()).contains("Do not look for another key");
            assertThat(reply.header("x-should-retry")).contains("false");
            int before = model.requests().size();
            dev.json("POST", "/v1/messages", PROMPT);
            assertThat(model.requests()).as("a dead key is not tried again").hasSize(before);
            assertThat(broker.audit()).contains("\"cause\":\"credential-rejected\"");
            assertThat(dev.get("/-/broker/v1/whoami").body())
                    .contains("\"credential\":\"rejected\"");
        }
    }

    @Test
    void followsALoginThatIsRenewedInMidStream() throws Exception {
        String first = "sk-ant-oat01-first-0123456789";
        String second = "sk-ant-oat01-second-0123456789";
        model.accept(first);
        write("login.json", login(first, Instant.now().plusSeconds(3600)));
        try (TestingBroker broker =
                        broker(
                                "api: anthropic",
                                "key: { oauth: " + directory.resolve("login.json") + " }",
                                "");
                SocketChannel client = connect(broker)) {
            model.behave(new Behaviour.DelaysEvents(Duration.ofMillis(300)));
            send(client, STREAMED);
            readUntil(client, "message_start");
            model.accept(second);
            write("login.json", login(second, Instant.now().plusSeconds(3600)));
            model.reject(first);
            assertThat(readUntil(client, "message_stop"))
                    .as("the answer under way ends with the login it began with")
                    .contains("message_delta");
            model.behave();
            AgentClient.Reply reply =
                    broker.modelClient("dev").json("POST", "/v1/messages", PROMPT);
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            RecordedRequest seen = model.requests().getLast();
            assertThat(seen.headers().get("authorization")).containsExactly("Bearer " + second);
            assertThat(seen.headers().get("anthropic-beta")).containsExactly("oauth-2025-04-20");
            assertThat(seen.headers()).doesNotContainKey("x-api-key");
        }
    }

    @Test
    void saysThatALoginHasExpiredAndWhoRenewsIt() throws IOException {
        write("login.json", login("sk-ant-oat01-first-0123456789", Instant.now().minusSeconds(1)));
        try (TestingBroker broker =
                broker(
                        "api: anthropic",
                        "key: { oauth: " + directory.resolve("login.json") + " }",
                        "")) {
            AgentClient.Reply reply =
                    broker.modelClient("dev").json("POST", "/v1/messages", PROMPT);
            assertThat(reply.refusal()).isEqualTo("credential-rejected");
            assertThat(reply.body()).contains("expired", "running the program on the host");
            assertThat(model.connections()).isZero();
        }
    }

    @Test
    void hidesAKeyThatTheServerRepeats() throws IOException {
        model.behave(new Behaviour.EchoesKey());
        try (TestingBroker broker = anthropic("")) {
            AgentClient.Reply reply =
                    broker.modelClient("dev").json("POST", "/v1/messages", PROMPT);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.head() + reply.body()).doesNotContain(model.key()).contains("***");
            assertThat(broker.audit()).contains("secret-in-answer");
        }
    }

    @ParameterizedTest
    @CsvSource({"429, 7", "529, ''", "500, ''"})
    void showsTheServersOwnErrors(int status, String retryAfter) throws IOException {
        model.behave(
                retryAfter.isEmpty()
                        ? new Behaviour.AnswersStatus(status)
                        : new Behaviour.AnswersStatus(
                                status,
                                Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)))));
        try (TestingBroker broker = anthropic("limits: { tokens-per-day: 1000 }")) {
            AgentClient dev = broker.modelClient("dev");
            AgentClient.Reply reply = dev.json("POST", "/v1/messages", PROMPT);
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.header("retry-after").orElse("")).isEqualTo(retryAfter);
            assertThat(dev.get("/-/broker/v1/whoami").body())
                    .as("an error costs nothing")
                    .contains("\"tokens_day\":0");
        }
    }

    @Test
    void speaksToAServerOfTheHostsLoopbackThatWantsNoKeyAsWellAsToOneThatDoes() throws Exception {
        String chat = "{\"model\":\"claude-local\",\"messages\":[]}";
        try (TestingBroker broker =
                broker(
                        "api: openai",
                        "key: { file: " + directory.resolve("model.key") + " }",
                        "")) {
            AgentClient dev = broker.modelClient("dev");
            AgentClient.Reply reply = dev.json("POST", "/v1/chat/completions", chat);
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            assertThat(model.requests().getLast().headers().get("authorization"))
                    .containsExactly("Bearer " + model.key());
            assertThat(awaitAudit(broker, "\"ending\""))
                    .contains("chat.completions.create", "\"output\":34");
            assertThat(dev.json("POST", "/v1/chat/completions", "{\"model\":\"gpt\"}").body())
                    .startsWith("{\"error\":{");
        }
        try (TestingBroker broker = broker("api: openai", "", "")) {
            broker.modelClient("dev").json("POST", "/v1/chat/completions", chat);
            assertThat(model.requests().getLast().headers())
                    .as("no key is configured")
                    .doesNotContainKeys("authorization", "x-api-key");
        }
    }

    @Test
    void hasASocketOnlyWhileAModelIsGranted() throws IOException {
        try (TestingBroker broker = anthropic("")) {
            assertThat(broker.modelSocket("dev")).exists();
            broker.broker()
                    .reload(
                            TestingBroker.of(directory, NO_FORGE)
                                    .agent("dev", "dev-bot", "some-token-123", "grants: []")
                                    .configuration());
            assertThat(broker.modelSocket("dev")).doesNotExist();
            assertThat(broker.socket("dev")).as("the door to the forge stays").exists();
        }
    }

    @Test
    void sendsNothingWhileTheAuditCannotBeWritten() throws Exception {
        try (TestingBroker broker = anthropic("")) {
            Files.delete(broker.auditFile());
            Files.createDirectory(broker.auditFile());
            for (int tries = 0; tries < 100; tries++) {
                AgentClient.Reply first =
                        broker.modelClient("dev").json("POST", "/v1/messages", PROMPT);
                if (first.status() == 503) {
                    break;
                }
                Thread.sleep(100);
            }
            int before = model.requests().size();
            AgentClient.Reply reply =
                    broker.modelClient("dev").json("POST", "/v1/messages", PROMPT);
            assertThat(reply.refusal()).isEqualTo("audit-unavailable");
            assertThat(model.requests()).hasSize(before);
        }
    }

    @Test
    void streamsTwoHundredMegabytes() throws Exception {
        long length = 200L << 20;
        try (Sink sink = new Sink();
                TestingBroker broker = brokerAt(sink.url(), "api: anthropic", keyLine(), "");
                SocketChannel client = connect(broker)) {
            upload(client, length, "\"}]}");
            assertThat(sink.received.get(90, TimeUnit.SECONDS))
                    .as("bytes of the body at the model")
                    .isEqualTo(length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"}],\"model\":\"claude-opus-4-1\"}", "\"}]"})
    void neverSendsTheEndOfABodyThatIsNotInOrder(String end) throws Exception {
        long length = 4L << 20;
        try (Sink sink = new Sink();
                TestingBroker broker = brokerAt(sink.url(), "api: anthropic", keyLine(), "");
                SocketChannel client = connect(broker)) {
            upload(client, length, end);
            assertThat(sink.received.get(30, TimeUnit.SECONDS))
                    .as("a body without its end is one that no server acts on")
                    .isLessThan(length);
            assertThat(awaitAudit(broker, "\"ending\":\"refused\"")).contains("malformed");
        }
    }

    private String keyLine() {
        return "key: { file: " + directory.resolve("model.key") + " }";
    }

    /// Sends a message of this length, whose last bytes are given.
    private static void upload(SocketChannel client, long length, String end) throws IOException {
        String begin =
                "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":50,\"messages\":[{\"content\":\"";
        client.write(
                ByteBuffer.wrap(
                        ("POST /v1/messages HTTP/1.1\r\nHost: m\r\n"
                                        + "Content-Type: application/json\r\nContent-Length: "
                                        + length
                                        + "\r\n\r\n"
                                        + begin)
                                .getBytes(UTF_8)));
        long left = length - begin.length() - end.length();
        byte[] block = "x".repeat(1 << 16).getBytes(UTF_8);
        try {
            while (left > 0) {
                ByteBuffer piece = ByteBuffer.wrap(block, 0, (int) Math.min(left, block.length));
                left -= piece.remaining();
                while (piece.hasRemaining()) {
                    client.write(piece);
                }
            }
            client.write(ByteBuffer.wrap(end.getBytes(UTF_8)));
        } catch (IOException refusedBefore) {
            // The broker answered and closed.
        }
    }

    /// A server that counts the bytes of one request's body, and answers when it is whole.
    private static final class Sink implements AutoCloseable {
        private final ServerSocket server =
                new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final CompletableFuture<Long> received = new CompletableFuture<>();

        Sink() throws IOException {
            Thread.ofVirtual().start(this::serve);
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + server.getLocalPort());
        }

        private void serve() {
            long bytes = 0;
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                StringBuilder head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    head.append((char) in.read());
                }
                byte[] block = new byte[1 << 16];
                long length =
                        head.toString()
                                .lines()
                                .filter(line ->
                                        line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                                .mapToLong(line -> Long.parseLong(line.substring(15).strip()))
                                .findFirst()
                                .orElse(0);
                while (bytes < length) {
                    int read = in.read(block);
                    if (read < 0) {
                        break;
                    }
                    bytes += read;
                }
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(UTF_8));
            } catch (IOException cut) {
                // counted as far as it came
            }
            received.complete(bytes);
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private TestingBroker anthropic(String line) throws IOException {
        return broker("api: anthropic", keyLine(), line);
    }

    private TestingBroker broker(String api, String key, String line) throws IOException {
        return brokerAt(model.url(), api, key, line);
    }

    private TestingBroker brokerAt(URI url, String api, String key, String line)
            throws IOException {
        String settings =
                "model:\n  "
                        + api
                        + "\n  url: "
                        + url
                        + "\n  models: [\"claude-sonnet-*\", claude-local]\n"
                        + key.indent(2)
                        + line.indent(2)
                        + "grants: []";
        return TestingBroker.of(directory, NO_FORGE)
                .agent("dev", "dev-bot", "some-token-123", settings)
                .start();
    }

    private void write(String name, String text) throws IOException {
        Path fresh = directory.resolve(name + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(
                fresh,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text);
        Files.move(
                fresh,
                directory.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static String login(String token, Instant expires) {
        return "{\"claudeAiOauth\":{\"accessToken\":\""
                + token
                + "\",\"refreshToken\":\"sk-ant-ort01-renewal-0123456789\",\"expiresAt\":"
                + expires.toEpochMilli()
                + "}}";
    }

    private static SocketChannel connect(TestingBroker broker) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(broker.modelSocket("dev")));
        return channel;
    }

    private static void send(SocketChannel client, String json) throws IOException {
        client.write(
                ByteBuffer.wrap(
                        ("POST /v1/messages HTTP/1.1\r\nHost: m\r\nContent-Type: application/json\r\n"
                                        + "Content-Length: "
                                        + json.length()
                                        + "\r\n\r\n"
                                        + json)
                                .getBytes(UTF_8)));
    }

    private static String readUntil(SocketChannel client, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (text.indexOf(end) < 0 && client.read(buffer.clear()) >= 0) {
            text.append(UTF_8.decode(buffer.flip()));
        }
        assertThat(text).contains(end);
        return text.toString();
    }

    private static String awaitAudit(TestingBroker broker, String word) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!broker.audit().contains(word) && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(broker.audit()).contains(word);
        return broker.audit();
    }
}
