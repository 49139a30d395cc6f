package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatehouse.broker.audit.AuditVerifier;
import dev.gatehouse.broker.audit.Verification;
import dev.gatehouse.broker.credential.mask.TokenForms;
import dev.gatehouse.broker.credential.mask.TokenMask;
import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.misbehaviour.Disguise;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviour;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// The audit of a running broker: nothing goes on without it, it proves itself, and it holds no
/// token; nor does anything else the broker says.
@Timeout(60)
class AuditIT {
    private static final String HOOKS = "/api/v1/repos/charles/claude-hooks";

    @TempDir Path directory;

    private DemoForge forge;
    private String token;

    @BeforeEach
    void start() throws IOException {
        forge = DemoForge.start(directory.resolve("forge"));
        token = forge.token("dev-bot");
    }

    @AfterEach
    void stop() throws IOException {
        forge.close();
    }

    @Test
    void sendsNothingThatItCannotRecord() throws Exception {
        try (TestingBroker broker = broker()) {
            AgentClient dev = broker.client("dev");
            assertThat(dev.get(HOOKS).status()).isEqualTo(200);
            Files.delete(broker.auditFile());
            Files.createDirectory(broker.auditFile());
            forge.forgetRequests();
            long lent = broker.broker().tokensLent();

            AgentClient.Reply reply = dev.get(HOOKS + "/issues");
            for (int tries = 0; tries < 50 && reply.status() == 200; tries++) {
                Thread.sleep(100);
                forge.forgetRequests();
                lent = broker.broker().tokensLent();
                reply = dev.get(HOOKS + "/issues");
            }

            assertThat(reply.status()).as(reply.body()).isEqualTo(503);
            assertThat(reply.refusal()).isEqualTo("audit-unavailable");
            assertThat(dev.get(HOOKS + "//x").refusal())
                    .as("nor is a refusal told that is not on record")
                    .isEqualTo("audit-unavailable");
            assertThat(forge.requests()).isEmpty();
            assertThat(broker.broker().tokensLent()).isEqualTo(lent);
        }
    }

    @Test
    void provesAMixedRun() throws Exception {
        Path file;
        try (TestingBroker broker = broker()) {
            mixedRun(broker.client("dev"), new ArrayList<>());
            file = broker.auditFile();
        }

        assertThat(AuditVerifier.verify(file))
                .isInstanceOfSatisfying(
                        Verification.Verified.class,
                        verified -> {
                            assertThat(verified.openIntents())
                                    .as("each call has its outcome")
                                    .isZero();
                            assertThat(verified.interruptions()).isZero();
                        });
        String changed = Files.readString(file).replaceFirst("\"status\":200", "\"status\":201");
        Files.writeString(file, changed);
        assertThat(AuditVerifier.verify(file)).isInstanceOf(Verification.Broken.class);
    }

    @Test
    void recordsWhichRefARefusedCallWouldHaveWritten() throws Exception {
        try (TestingBroker broker = broker()) {
            AgentClient.Reply reply =
                    broker.client("dev")
                            .json(
                                    "POST",
                                    HOOKS + "/contents/made.txt",
                                    "{\"content\":\"eA==\",\"message\":\"Add\",\"branch\":\"main\"}");

            assertThat(reply.refusal()).isEqualTo("ref-not-granted");
            assertThat(broker.audit())
                    .contains("\"refs\":[{\"ref\":\"refs/heads/main\",\"force\":false}]");
        }
    }

    @Test
    void recordsAndGoesOnBehindALineThatWasTorn() throws Exception {
        Path file;
        try (TestingBroker broker = broker()) {
            assertThat(broker.client("dev").get(HOOKS).status()).isEqualTo(200);
            file = broker.auditFile();
        }
        Files.writeString(file, "{\"seq\":99,\"ti", StandardOpenOption.APPEND);

        try (TestingBroker broker = broker()) {
            assertThat(broker.client("dev").get(HOOKS).status()).isEqualTo(200);
            assertThat(new AuditTrail(file).of("recovered")).hasSize(1);
        }

        assertThat(AuditVerifier.verify(file)).isInstanceOf(Verification.Verified.class);
    }

    @Test
    void saysTheTokenNowhere() throws Exception {
        var root = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("ROOT");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        List<String> said = new ArrayList<>();
        try (TestingBroker broker = broker()) {
            AgentClient dev = broker.client("dev");
            mixedRun(dev, said);
            forge.misbehave(
                    "/", new Misbehaviour.EchoesCredential(Set.of(Disguise.values()), true));
            said.add(dev.get(HOOKS + "/issues").toString());
            forge.misbehave("/", new Misbehaviour.RejectsCredential());
            said.add(dev.get(HOOKS + "/issues").toString());
        } finally {
            root.detachAppender(log);
        }
        log.list.forEach(
                event -> said.add(event.getFormattedMessage() + event.getThrowableProxy()));
        try (Stream<Path> files = Files.walk(directory.resolve("state"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                said.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }

        TokenMask mask =
                TokenMask.of(List.of(TokenForms.of(token.getBytes(StandardCharsets.US_ASCII))));
        assertThat(said)
                .hasSizeGreaterThan(10)
                .allSatisfy(text ->
                        assertThat(mask.mask(text)).as("no form of the token").isEqualTo(text));
    }

    private static void mixedRun(AgentClient dev, List<String> said) throws IOException {
        said.add(dev.get(HOOKS).toString());
        said.add(dev.get("/api/v1/user").toString());
        said.add(dev.get("/-/broker/v1/whoami").toString());
        said.add(dev.get("/-/broker/v1/policy").toString());
        said.add(dev.get(HOOKS + "/issues/999").toString());
        said.add(dev.get("/api/v1/repos/charles/secret-plans").toString());
        said.add(dev.get(HOOKS + "/../x").toString());
        said.add(dev.raw("nonsense\r\n\r\n").toString());
        said.add(dev.json("POST", HOOKS + "/issues/1/comments", "{\"body\":\"hello\"}").toString());
    }

    private TestingBroker broker() throws IOException {
        return TestingBroker.of(directory, forge.url())
                .agent(
                        "dev",
                        "dev-bot",
                        token,
                        """
                        grants:
                          - repositories: [charles/claude-hooks]
                            roles: [contribute]
                        """)
                .start();
    }
}
