package dev.gatehouse.broker.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.AgentClient;
import dev.gatehouse.broker.LogRecorder;
import dev.gatehouse.broker.TestingBroker;
import dev.gatehouse.broker.TestingCertificate;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of answers when TLS breaks beneath them. Only its own last word (`close_notify`,
/// RFC 8446, section 6.1) tells an end of the server's from one that somebody on the way made.
@Timeout(60)
class TlsFaultIT {
    private static final String ISSUES = "/api/v1/repos/charles/claude-hooks/issues";
    private static final String UNTIL_CLOSE =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[]";

    @TempDir Path directory;

    private RudeForge forge;
    private TestingBroker broker;
    private AgentClient dev;

    @BeforeEach
    void start() throws Exception {
        TestingCertificate certificate = TestingCertificate.create(directory, "san=ip:127.0.0.1");
        forge = RudeForge.start(certificate.context());
        broker =
                TestingBroker.of(directory, forge.url(), "ca-file: " + certificate.pem())
                        .agent(
                                "dev",
                                "dev-bot",
                                "0123456789abcdef0123456789abcdef01234567",
                                "grants: [{ repositories: [charles/claude-hooks], roles: [read] }]")
                        .start();
        dev = broker.client("dev");
        assertThat(dev.get(ISSUES).body()).isEqualTo("{\"fine\":true}");
    }

    @AfterEach
    void stop() throws IOException {
        forge.treat(RudeForge::isFine);
        assertThat(dev.get(ISSUES).status()).as("the next call").isEqualTo(200);
        broker.close();
        forge.close();
    }

    @Test
    void refusesWhatIsNoRecordOfTls() throws IOException {
        try (LogRecorder log = LogRecorder.start()) {
            forge.treat((line, wire) -> RudeForge.say(wire, "HTTP/1.1 200 OK\r\n\r\n"));

            AgentClient.Reply reply = dev.get(ISSUES);

            assertThat(reply.refusal()).as("%s", reply).isEqualTo("upstream-unreachable");
            assertThat(log.text())
                    .as("the operator sees that it is TLS")
                    .containsIgnoringCase("ssl");
        }
    }

    @Test
    void showsNoAnswerAsWholeWhoseTlsBreaksWithin() throws IOException {
        String answer = RudeForge.answer("{\"fine\":true}");
        forge.treat((line, wire) -> {
            RudeForge.say(line, answer.substring(0, answer.length() - 3));
            RudeForge.say(wire, "\u0017\u0003\u0003\0 " + "x".repeat(32));
        });

        AgentClient.Reply reply = dev.get(ISSUES);

        assertThat(reply.body()).as("%s", reply).endsWith("<cut>");
        assertThat(reply.closed()).isTrue();
    }

    @Test
    void showsNoAnswerAsWholeThatAnybodyOnTheWayCanHaveCut() throws IOException {
        forge.treat((line, wire) -> {
            RudeForge.say(line, UNTIL_CLOSE);
            wire.shutdownOutput();
        });

        AgentClient.Reply reply = dev.get(ISSUES);

        assertThat(reply.body()).as("%s", reply).endsWith("<cut>");
    }

    @Test
    void takesTheForgesOwnEndForTheEndOfAnAnswerWithoutALength() throws IOException {
        forge.treat((line, wire) -> {
            RudeForge.say(line, UNTIL_CLOSE);
            line.close();
        });

        AgentClient.Reply reply = dev.get(ISSUES);

        assertThat(reply.body()).as("%s", reply).contains("[]").doesNotContain("<cut>");
    }
}
