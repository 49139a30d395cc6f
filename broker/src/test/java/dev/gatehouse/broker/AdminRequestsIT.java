package dev.gatehouse.broker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.broker.admin.AdminClient;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.ContainerId;
import dev.gatehouse.broker.credential.TokenSearch;
import dev.gatehouse.broker.credential.source.EffectiveUser;
import dev.gatehouse.demoforge.DemoForge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What may be sent to the admin socket, to the byte, and what it answers.
@Timeout(60)
class AdminRequestsIT {
    private static final AgentName DEV = new AgentName("dev");
    private static final ContainerId ID = new ContainerId("ab".repeat(32));
    private static final String PUT = "{\"name\": \"gatehouse-dev\", \"id\": \"" + ID + "\"}";

    @TempDir static Path directory;

    private static DemoForge forge;
    private static TestingBroker broker;
    private static Path socket;

    @BeforeAll
    static void start() throws IOException {
        forge = DemoForge.start(directory.resolve("forge"));
        broker =
                TestingBroker.of(directory, forge.url())
                        .agent("dev", "dev-bot", forge.token("dev-bot"), "grants: []")
                        .agent("boss", "boss-bot", forge.token("boss-bot"), "grants: []")
                        .start();
        socket = directory.resolve("run/admin.sock");
    }

    @AfterAll
    static void stop() throws IOException {
        broker.close();
        forge.close();
    }

    @Test
    void answersInTheDocumentedShape() throws IOException {
        AgentClient.Reply put = raw().json("PUT", "/v1/agents/dev/container", PUT);
        AgentClient.Reply get = raw().get("/v1/agents/dev");

        assertThat(put.status()).isEqualTo(204);
        assertThat(put.header("Content-Length")).as("RFC 9110, 8.6").isEmpty();
        assertThat(get.status()).isEqualTo(200);
        assertThat(get.header("Content-Type")).contains("application/json");
        assertThat(get.body())
                .isEqualTo(
                        """
                        {"agent":"dev","account":"dev-bot","uid":%d,"gid":%d,"directory":"%s",\
                        "container":{"name":"gatehouse-dev","id":"%s"}}\
                        """
                                .formatted(
                                        EffectiveUser.uid(),
                                        (int) Files.getAttribute(directory, "unix:gid"),
                                        directory.resolve("run/agents/dev"),
                                        ID));
        assertThat(raw().get("/v1/agents/boss").body()).endsWith("\"container\":null}");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void saysWhatIsNotServed(String method, String target, String body, int status)
            throws IOException {
        AgentClient.Reply reply = raw().json(method, target, body);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).contains("application/problem+json");
        assertThat(reply.body()).contains("\"title\":", "\"detail\":", "\"remedy\":");
        assertThat(reply.body()).contains("\"status\":" + status);
        assertThat(reply.closed()).isTrue();
    }

    static Stream<Arguments> saysWhatIsNotServed() {
        String path = "/v1/agents/dev/container";
        return Stream.of(
                arguments("GET", "/", "", 404),
                arguments("GET", "/v1", "", 404),
                arguments("GET", "/v1/agent", "", 404),
                arguments("GET", "/v1/agents/dev/", "", 404),
                arguments("GET", "/v1/agents/dev?x=1", "", 404),
                arguments("GET", "/v1/agents/dev/container/x", "", 404),
                arguments("GET", "//v1/agents/dev", "", 404),
                arguments("GET", "http://x/v1/agents/dev", "", 404),
                arguments("GET", "/v1/agents/nobody", "", 404),
                arguments("GET", "/v1/agents/..", "", 404),
                arguments("GET", "/v1/agents/%64ev", "", 404),
                arguments("GET", "/v1/agents/{agent}", "", 404),
                arguments("PUT", "/v1/agents/nobody/container", PUT, 404),
                arguments("DELETE", "/v1/agents/nobody/container", "", 404),
                arguments("POST", "/v1/agents/dev", "", 405),
                arguments("GET", path, "", 405),
                arguments("GET", "/v1/agents/dev", "x", 413),
                arguments("PUT", path, " ".repeat(8192) + PUT, 413),
                arguments("PUT", path, "", 400),
                arguments("PUT", path, "[]", 400),
                arguments("PUT", path, "null", 400),
                arguments("PUT", path, "{", 400),
                arguments("PUT", path, PUT + "{}", 400),
                arguments("PUT", path, "{\"name\": \"gatehouse-dev\"}", 400),
                arguments("PUT", path, PUT.replace("}", ", \"x\": 1}"), 400),
                arguments("PUT", path, PUT.replace("}", ", \"name\": \"b\"}"), 400),
                arguments("PUT", path, PUT.replace("\"gatehouse-dev\"", "1"), 400),
                arguments("PUT", path, PUT.replace("gatehouse-dev", "../dev"), 400),
                arguments("PUT", path, PUT.replace("abab", "ABAB"), 400),
                arguments("PUT", path, PUT.replace("abab", ""), 400));
    }

    @Test
    void saysWhichMethodsAPathHas() throws IOException {
        assertThat(raw().get("/v1/agents/dev/container").header("Allow")).contains("PUT, DELETE");
    }

    @Test
    void answersOneRequestForEachConnection() throws IOException {
        String get = "GET /v1/agents/dev HTTP/1.1\r\nHost: a\r\n\r\n";
        try (AgentConnection connection = AgentConnection.open(socket)) {
            connection.send(get + get);

            assertThat(connection.reply().status()).isEqualTo(200);
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void takesNoRequestThatParsersFrameDifferently() throws IOException {
        AgentClient.Reply reply =
                raw().raw(
                                """
                                POST /v1/search HTTP/1.1
                                Host: a
                                Content-Length: 1
                                Transfer-Encoding: chunked

                                0

                                """
                                        .replace("\n", "\r\n"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.closed()).isTrue();
    }

    @Test
    void findsATokenWhereverABodyIsCut() throws IOException {
        String token = forge.token("dev-bot");
        byte[] content = ("x".repeat(70_000) + token + "y".repeat(70_000)).getBytes(US_ASCII);
        String form = Base64.getEncoder().encodeToString(("dev-bot:" + token).getBytes(US_ASCII));

        TokenSearch.Result whole = admin().search(out -> out.write(content));
        TokenSearch.Result cut =
                admin().search(out -> {
                    for (byte octet : content) {
                        out.write(octet);
                    }
                });
        TokenSearch.Result encoded = admin().search(out -> out.write(form.getBytes(US_ASCII)));
        TokenSearch.Result nothing = admin().search(_ -> {});

        assertThat(whole.hits()).containsExactly(new TokenSearch.Hit(DEV, 70_000));
        assertThat(whole.bytes()).isEqualTo(content.length);
        assertThat(cut).isEqualTo(whole);
        assertThat(encoded.hits()).hasSize(1);
        assertThat(nothing.hits()).isEmpty();
        assertThat(nothing.bytes()).isZero();
    }

    @Test
    void findsATokenAcrossChunksOfTheWire() throws IOException {
        String token = forge.token("dev-bot");
        try (AgentConnection connection = AgentConnection.open(socket)) {
            connection.send(
                    "POST /v1/search HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int at = 0; at < token.length(); at++) {
                connection.send("1\r\n" + token.charAt(at) + "\r\n");
            }
            connection.send("0\r\n\r\n");

            assertThat(connection.reply().body())
                    .isEqualTo(
                            "{\"bytes\":40,\"hits\":["
                                    + "{\"agent\":\"dev\",\"offset\":0}]}"
                                            .replace("40", "" + token.length()));
        }
    }

    @Test
    void saysThatThereIsMoreThanItLists() throws IOException {
        byte[] token = (forge.token("dev-bot") + "\n").getBytes(US_ASCII);

        TokenSearch.Result result =
                admin().search(out -> {
                    for (int at = 0; at < 101; at++) {
                        out.write(token);
                    }
                });

        assertThat(result.hits()).hasSize(100);
        assertThat(result.more()).isTrue();
    }

    @Test
    void passesOnAFaultOfWhoeverWritesTheContent() {
        assertThatThrownBy(() ->
                        admin().search(_ -> {
                            throw new IOException("the container went away");
                        }))
                .isInstanceOf(IOException.class)
                .hasMessage("the container went away");
    }

    private static AdminClient admin() {
        return new AdminClient(socket);
    }

    private static AgentClient raw() {
        return new AgentClient(socket);
    }
}
