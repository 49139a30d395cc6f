package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.model.Behaviour;
import dev.gatehouse.demoforge.model.DemoModel;
import dev.gatehouse.demoforge.model.Script;
import dev.gatehouse.demoforge.model.Turn;
import dev.gatehouse.protocol.SocketLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a call may not carry to the model's server, and what an answer may not bring back.
@Timeout(30)
class ModelExposureIT {
    private static final String HELLO =
            """
            {"model":"claude-sonnet-4-5","max_tokens":64,"stream":%s,"messages":[{"role":"user","content":"hello"}]}\
            """;

    @TempDir Path directory;

    private DemoForge forge;
    private DemoModel model;
    private LogRecorder log;
    private TestingBroker broker;
    private AgentClient dev;
    private KeySearch search;

    @BeforeEach
    void start() throws Exception {
        log = LogRecorder.start();
        forge = DemoForge.start(directory.resolve("forge"));
        model = DemoModel.start(Script.of(Turn.says("hello to you")));
        Path key =
                Files.createFile(
                        directory.resolve("model.key"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, model.key());
        broker =
                TestingBroker.of(directory, forge.url())
                        .agent(
                                "dev",
                                "dev-bot",
                                forge.token("dev-bot"),
                                """
                                model: { api: anthropic, url: "%s", key: { file: "%s" }, models: ["claude-*"] }
                                grants: []
                                """
                                        .formatted(model.url(), key))
                        .start();
        dev = new AgentClient(broker.socket("dev").resolveSibling(SocketLayout.MODEL_SOCKET));
        search = new KeySearch(model.key());
    }

    @AfterEach
    void stop() throws IOException {
        broker.close();
        model.close();
        forge.close();
        log.close();
    }

    @ParameterizedTest(name = "streamed: {0}")
    @ValueSource(booleans = {false, true})
    void masksAKeyThatTheServerEchoes(boolean streamed) throws Exception {
        model.behave(new Behaviour.EchoesKey());

        AgentClient.Reply reply = dev.json("POST", "/v1/messages", HELLO.formatted(streamed));

        assertThat(model.requests().getLast().headers().get("x-api-key"))
                .as("it had the key to echo")
                .containsExactly(model.key());
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.body()).as("the rest of the message, with stars").contains("*");
        search.assertNotIn("the head", reply.head());
        search.assertNotIn("the body", reply.body());
        assertThat(
                        new AuditTrail(broker.auditFile())
                                .await(record -> AuditTrail.kind(record).equals("alarm")))
                .as("the operator hears of it")
                .anySatisfy(record ->
                        assertThat(record.path("cause").asString(""))
                                .isEqualTo("secret-in-answer"));
        search.assertNotBelow(directory.resolve("state"));
        search.assertNotIn("the log", log.text());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Authorization: Bearer gatehouse-keeps-the-key",
                "x-api-key: gatehouse-keeps-the-key",
                "X-Api-Key: another",
                "Cookie: sessionKey=x",
                "Proxy-Authorization: Basic eDp4",
                "anthropic-organization: x",
                "Accept-Encoding: gzip"
            })
    void keepsTheClientsHeaderFromTheServer(String header) throws IOException {
        String body = HELLO.formatted(false);
        AgentClient.Reply reply =
                dev.raw(
                        "POST /v1/messages HTTP/1.1\r\nHost: model.gatehouse\r\n%s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                                .formatted(header, body.length(), body));

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        String name = header.substring(0, header.indexOf(':'));
        assertThat(model.requests().getLast().headers().getOrDefault(name, List.of()))
                .doesNotContain(header.substring(name.length() + 2));
        assertThat(model.requests().getLast().headers().get("x-api-key"))
                .containsExactly(model.key());
    }

    @Test
    void answersARejectedKeyWithoutAWordOfTheServers() throws Exception {
        model.reject(model.key());

        AgentClient.Reply reply = dev.json("POST", "/v1/messages", HELLO.formatted(false));

        assertThat(reply.status()).as(reply.body()).isEqualTo(502);
        assertThat(reply.refusal()).isEqualTo("credential-rejected");
        assertThat(reply.header("x-should-retry")).as("it is not tried again").contains("false");
        search.assertNotIn("the head", reply.head());
        search.assertNotIn("the body", reply.body());
    }
}
