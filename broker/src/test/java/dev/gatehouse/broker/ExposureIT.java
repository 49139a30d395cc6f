package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.credential.mask.TokenForms;
import dev.gatehouse.broker.credential.mask.TokenMask;
import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.http.RecordedRequest;
import dev.gatehouse.demoforge.misbehaviour.Disguise;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviour;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a call may not carry to Forgejo, and what an answer may not bring back.
@Timeout(30)
class ExposureIT {
    private static final String HOOKS = "/api/v1/repos/charles/claude-hooks";
    private static final String PLANS = "/api/v1/repos/charles/secret-plans";

    @TempDir Path directory;

    private DemoForge forge;
    private TestingBroker broker;
    private AgentClient dev;
    private String token;

    @BeforeEach
    void start() throws Exception {
        forge = DemoForge.start(directory.resolve("forge"));
        token = forge.token("dev-bot");
        broker =
                TestingBroker.of(directory, forge.url())
                        .agent(
                                "dev",
                                "dev-bot",
                                token,
                                """
                                grants:
                                  - repositories: [charles/claude-hooks]
                                    roles: [maintain]
                                    push: { branches: ["dev/**"], create: true }
                                """)
                        .agent(
                                "stranger",
                                "dev-bot",
                                token,
                                54321,
                                """
                                grants:
                                  - repositories: [charles/claude-hooks]
                                    roles: [read]
                                """)
                        .start();
        dev = broker.client("dev");
        assertThat(dev.get(HOOKS).status()).isEqualTo(200);
        while (forge.requests().stream().filter(asked -> asked.target().endsWith("/user")).count()
                < 2) {
            Thread.sleep(10);
        }
        forge.forgetRequests();
    }

    @AfterEach
    void stop() throws IOException {
        broker.close();
        forge.close();
    }

    @Test
    void dropsAParameterThatForgejoDoesNotDeclareForTheOperation() throws IOException {
        AgentClient.Reply reply = dev.get(HOOKS + "/issues?private_token=x&state=closed");

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.header("Gatehouse-Dropped")).contains("private_token");
        assertThat(onlyRequest().target()).contains("state=closed").doesNotContain("private_token");
    }

    @ParameterizedTest(name = "P4 {0}")
    @ValueSource(
            strings = {
                "Authorization: token wrong",
                "Authorization: Basic bWFsbG9yeTp4",
                "Sudo: mallory",
                "X-Forgejo-OTP: 123456",
                "X-Gitea-OTP: 123456",
                "Cookie: session=x",
                "Signature: keyId=x",
                "X-WEBAUTH-USER: charles",
                "X-Forwarded-For: 127.0.0.1",
                "X-Forwarded-User: charles",
                "X-Real-IP: 127.0.0.1",
                "Forwarded: for=127.0.0.1",
                "Proxy-Authorization: Basic eDp4",
                "X-HTTP-Method-Override: DELETE",
                "Accept-Encoding: gzip"
            })
    void keepsTheClientsHeaderFromForgejo(String header) throws IOException {
        AgentClient.Reply reply = dev.call("GET", HOOKS + "/issues", header + "\r\n");

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        RecordedRequest sent = onlyRequest();
        String name = header.substring(0, header.indexOf(':'));
        String value = header.substring(name.length() + 2);
        assertThat(sent.headers().getOrDefault(name, List.of())).doesNotContain(value);
        assertThat(sent.headers().get("Authorization")).containsExactly("token " + token);
    }

    @ParameterizedTest(name = "P4 part {0}")
    @ValueSource(strings = {"token", "access_token", "sudo"})
    void sendsNoPartOfAFormButTheFile(String name) throws IOException {
        String form =
                "--b\r\nContent-Disposition: form-data; name=\""
                        + name
                        + "\"\r\n\r\nmallory\r\n--b\r\nContent-Disposition: form-data; "
                        + "name=\"attachment\"; filename=\"a.txt\"\r\n\r\nhi\r\n--b--\r\n";

        AgentClient.Reply reply =
                dev.body(
                        "POST",
                        HOOKS + "/issues/1/assets",
                        "multipart/form-data; boundary=b",
                        form.getBytes(StandardCharsets.US_ASCII));

        assertThat(reply.refusal()).as(reply.body()).isEqualTo("malformed");
        assertThat(forge.requests())
                .as("what came to Forgejo of the upload")
                .noneMatch(request -> request.body().toString().contains("mallory"));
        assertThat(dev.get(HOOKS + "/issues/1/assets").body()).isEqualTo("[]\n");
    }

    @Test
    void dropsUndeclaredFieldsAndSaysWhich() throws IOException {
        AgentClient.Reply reply =
                dev.json(
                        "PATCH",
                        HOOKS + "/issues/1?title=fromQuery",
                        "{\"title\":\"from body\",\"sudo\":\"mallory\",\"repo\":\"secret-plans\"}");

        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertThat(reply.header("Gatehouse-Dropped").orElse("").split(", "))
                .containsExactlyInAnyOrder("title", "sudo", "repo");
        assertThat(onlyRequest().target()).as("the query").isEqualTo(HOOKS + "/issues/1");
        assertThat(reply.body()).contains("from body").doesNotContain("fromQuery");
    }

    @ParameterizedTest(name = "P6 {0}")
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void doesNotFollowOrPassOnARedirectElsewhere(int status) throws IOException {
        try (DemoForge elsewhere = DemoForge.start(directory.resolve("elsewhere"))) {
            forge.misbehave(
                    HOOKS + "/issues",
                    new Misbehaviour.RedirectsTo(elsewhere.url().resolve("/x"), status));

            AgentClient.Reply reply = dev.get(HOOKS + "/issues");

            assertThat(reply.refusal()).as(reply.head()).isEqualTo("not-granted");
            assertThat(reply.header("Location")).isEmpty();
            assertThat(elsewhere.connections()).as("connections of the other server").isZero();
        }
    }

    @Test
    void refusesARedirectToARepositoryThatIsNotGranted() throws IOException {
        forge.misbehave(
                HOOKS + "/issues",
                new Misbehaviour.RedirectsTo(forge.url().resolve(PLANS + "/issues"), 307));

        AgentClient.Reply reply = dev.get(HOOKS + "/issues");

        assertThat(reply.refusal()).as(reply.head()).isEqualTo("not-granted");
        assertThat(forge.requests()).as("it is not followed").hasSize(1);
    }

    @Test
    void hangsUpOnAPeerThatIsNotTheAgentAndRecordsIt() throws Exception {
        try (AgentConnection connection = AgentConnection.open(broker.socket("stranger"))) {
            assertThat(connection.isClosed()).as("closed without a byte").isTrue();
        }

        assertThat(
                        new AuditTrail(broker.auditFile())
                                .await(record -> AuditTrail.kind(record).equals("peer-rejected")))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.path("agent").asString("")).isEqualTo("stranger");
                    assertThat(record.path("mismatch").asString("")).isEqualTo("uid");
                });
        assertThat(forge.requests()).isEmpty();
    }

    static Stream<Arguments> echoes() {
        return Stream.of(Disguise.values())
                .flatMap(disguise ->
                        Stream.of(Arguments.of(disguise, false), Arguments.of(disguise, true)));
    }

    @ParameterizedTest(name = "P13 {0}, dripping: {1}")
    @MethodSource("echoes")
    void masksATokenThatForgejoEchoes(Disguise disguise, boolean dripping) throws Exception {
        forge.misbehave("/", new Misbehaviour.EchoesCredential(Set.of(disguise), dripping));

        AgentClient.Reply reply = dev.get(HOOKS + "/issues");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(unchunked(reply))
                .as("the answer arrives, with stars for the token")
                .contains(disguise.name().toLowerCase(Locale.ROOT))
                .contains("*");
        assertShowsNo(token, reply);
        assertThat(
                        new AuditTrail(broker.auditFile())
                                .await(record -> AuditTrail.kind(record).equals("alarm")))
                .as("the operator hears of it")
                .anySatisfy(record ->
                        assertThat(record.path("cause").asString(""))
                                .isEqualTo("secret-in-answer"));
    }

    @ParameterizedTest(name = "P13 replaced, {0}")
    @EnumSource(Disguise.class)
    void masksAReplacedTokenToo(Disguise disguise) throws Exception {
        String fresh = forge.mintToken("dev-bot");
        broker.writeToken("dev", fresh);
        awaitTokenInUse(fresh);
        String old = disguise.of("token " + token, token);
        assertThat(
                        dev.json("POST", HOOKS + "/issues/1/comments", "{\"body\":\"" + old + "\"}")
                                .status())
                .isEqualTo(201);

        AgentClient.Reply reply = dev.get(HOOKS + "/issues/1/comments");

        assertThat(reply.status()).isEqualTo(200);
        assertShowsNo(token, reply);
        assertShowsNo(fresh, reply);
    }

    @Test
    void servesNoAttachmentThatNoGrantedAnswerShowed() throws Exception {
        String plans = uuidIn(asCharles(PLANS + "/issues/1/assets"));
        forge.forgetRequests();

        assertThat(dev.get("/attachments/" + plans).refusal()).isEqualTo("not-granted");
        assertThat(dev.get("/charles/claude-hooks/attachments/" + plans).refusal())
                .as("the path names a granted repository, the attachment is another's")
                .isEqualTo("not-granted");
        assertThat(forge.requests()).isEmpty();
    }

    @Test
    void servesAnAttachmentThatAGrantedAnswerShowed() throws IOException {
        AgentClient.Reply upload =
                dev.body(
                        "POST",
                        HOOKS + "/issues/1/assets",
                        "multipart/form-data; boundary=b",
                        ("--b\r\nContent-Disposition: form-data; name=\"attachment\"; "
                                        + "filename=\"a.txt\"\r\n\r\nhello\r\n--b--\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        assertThat(upload.status()).as(upload.body()).isEqualTo(201);

        AgentClient.Reply download = dev.get("/attachments/" + uuidIn(upload.body()));

        assertThat(download.status()).as(download.body()).isEqualTo(200);
        assertThat(unchunked(download)).isEqualTo("hello");
    }

    @Test
    void answersForgejos401WithoutAWordOfIt() throws IOException {
        forge.misbehave("/", new Misbehaviour.RejectsCredential());

        AgentClient.Reply reply = dev.get(HOOKS + "/issues");

        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.refusal()).isEqualTo("credential-rejected");
        assertThat(reply.header("WWW-Authenticate")).isEmpty();
        assertThat(reply.body()).contains("\"remedy\"");
        assertShowsNo(token, reply);
    }

    private RecordedRequest onlyRequest() {
        assertThat(forge.requests()).as("requests that came to Forgejo").hasSize(1);
        return forge.requests().getFirst();
    }

    private void awaitTokenInUse(String fresh) throws Exception {
        while (forge.requests().stream()
                .noneMatch(request ->
                        request.headers()
                                .getOrDefault("Authorization", List.of())
                                .contains("token " + fresh))) {
            assertThat(dev.get(HOOKS + "/labels").status()).isEqualTo(200);
            Thread.sleep(50);
        }
    }

    /// As the owner would, past the broker.
    private String asCharles(String path) throws Exception {
        try (var http = java.net.http.HttpClient.newHttpClient()) {
            return http.send(
                            java.net.http.HttpRequest.newBuilder(forge.url().resolve(path))
                                    .header("Authorization", "token " + forge.token("charles"))
                                    .build(),
                            java.net.http.HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static String uuidIn(String json) {
        return json.replaceAll("(?s).*\"uuid\":\\s*\"([^\"]+)\".*", "$1");
    }

    private static void assertShowsNo(String token, AgentClient.Reply reply) {
        TokenMask mask =
                TokenMask.of(List.of(TokenForms.of(token.getBytes(StandardCharsets.US_ASCII))));
        for (String shown : List.of(reply.head(), reply.body(), unchunked(reply))) {
            assertThat(mask.mask(shown)).as("no form of the token").isEqualTo(shown);
        }
    }

    private static String unchunked(AgentClient.Reply reply) {
        if (reply.header("Transfer-Encoding").isEmpty()) {
            return reply.body();
        }
        StringBuilder whole = new StringBuilder();
        int at = 0;
        while (true) {
            int end = reply.body().indexOf("\r\n", at);
            int size = Integer.parseInt(reply.body().substring(at, end), 16);
            if (size == 0) {
                return whole.toString();
            }
            whole.append(reply.body(), end + 2, end + 2 + size);
            at = end + 2 + size + 2;
        }
    }
}
