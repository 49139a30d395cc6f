package dev.gatehouse.broker.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.AgentClient;
import dev.gatehouse.broker.AgentConnection;
import dev.gatehouse.broker.AuditTrail;
import dev.gatehouse.broker.TestingBroker;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How calls fare when the connection to Forgejo breaks in ways an HTTP server has no words for.
@Timeout(60)
class UpstreamFaultIT {
    private static final String ISSUES = "/api/v1/repos/charles/claude-hooks/issues";
    private static final String HOST = " HTTP/1.1\r\nHost: forge\r\n";
    private static final String WHOLE = RudeForge.answer("{\"fine\":true}");

    @TempDir Path directory;

    private RudeForge forge;
    private TestingBroker broker;
    private AgentClient dev;

    @BeforeEach
    void start() throws IOException {
        forge = RudeForge.start();
        broker =
                TestingBroker.of(directory, forge.url())
                        .agent(
                                "dev",
                                "dev-bot",
                                "0123456789abcdef0123456789abcdef01234567",
                                """
                                grants:
                                  - repositories: [charles/claude-hooks]
                                    roles: [contribute]
                                """)
                        .start();
        dev = broker.client("dev");
        assertThat(dev.get(ISSUES).body()).isEqualTo("{\"fine\":true}");
    }

    @AfterEach
    void stop() throws Exception {
        forge.treat(RudeForge::isFine);
        assertThat(dev.get(ISSUES).status()).as("the next call").isEqualTo(200);
        new AuditTrail(broker.auditFile()).settle();
        assertThat(new AuditTrail(broker.auditFile()).of("outcome"))
                .as("one outcome for each intent")
                .hasSameSizeAs(new AuditTrail(broker.auditFile()).of("intent"));
        broker.close();
        forge.close();
    }

    /// A reset (RST) may take along what was sent before it, so the second may end as the first.
    @ParameterizedTest
    @CsvSource({"0", "40"})
    void saysThatAnAnswerWasResetBeforeItsHeadWasWhole(int bytes) throws IOException {
        forge.treat((line, wire) -> reset(line, wire, WHOLE.substring(0, bytes)));

        AgentClient.Reply reply = dev.get(ISSUES);

        assertThat(reply.status()).as("%s", reply).isEqualTo(502);
        assertThat(reply.refusal()).isEqualTo("upstream-unreachable");
    }

    @Test
    void showsNoAnswerThatIsResetWithinItsBodyAsAWholeOne() throws IOException {
        forge.treat((line, wire) -> reset(line, wire, WHOLE.substring(0, WHOLE.length() - 3)));

        AgentClient.Reply reply = dev.get(ISSUES);

        assertThat(reply.body()).as("%s", reply).endsWith("<cut>");
        assertThat(reply.closed()).isTrue();
    }

    @Test
    void givesUpAtOnceOnAForgeThatSaysNoMoreThoughItListens() throws IOException {
        forge.treat((line, wire) -> line.shutdownOutput());
        long start = System.nanoTime();

        AgentClient.Reply reply = dev.get(ISSUES);

        assertThat(reply.refusal()).as("%s", reply).isEqualTo("upstream-unreachable");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("not a time-out, which would take 3 s for each of at most two tries")
                .isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void waitsForAnAnswerThatComesAByteAtATime() throws IOException {
        forge.treat((line, wire) -> {
            int body = WHOLE.indexOf('{');
            RudeForge.say(line, WHOLE.substring(0, body));
            for (char next : WHOLE.substring(body).toCharArray()) {
                pause(Duration.ofMillis(300));
                RudeForge.say(line, String.valueOf(next));
            }
        });
        long start = System.nanoTime();

        AgentClient.Reply reply = dev.get(ISSUES);

        assertThat(reply.body()).isEqualTo("{\"fine\":true}");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("longer than the 3 s that each pause may take")
                .isGreaterThan(Duration.ofSeconds(3));
    }

    @Test
    void showsTheHeadOfAnAnswerBeforeItsBodyComes() throws Exception {
        CountDownLatch shown = new CountDownLatch(1);
        forge.treat((line, wire) -> {
            int body = WHOLE.indexOf('{');
            RudeForge.say(line, WHOLE.substring(0, body));
            await(shown);
            RudeForge.say(line, WHOLE.substring(body));
        });

        try (AgentConnection one = AgentConnection.open(broker.socket("dev"))) {
            one.send("GET " + ISSUES + HOST + "\r\n");
            assertThat(one.next()).as("before there is a body").isEqualTo('H');
            shown.countDown();
            StringBuilder rest = new StringBuilder();
            int next;
            do {
                next = one.next();
                rest.append((char) next);
            } while (next >= 0 && next != '}');
            assertThat(rest.toString()).endsWith("\r\n\r\n{\"fine\":true}");
        }
    }

    @Test
    void cutsAnAnswerThatStopsComing() throws Exception {
        forge.treat((line, wire) -> {
            RudeForge.say(line, WHOLE.substring(0, WHOLE.length() - 3));
            pause(Duration.ofSeconds(30));
        });

        AgentClient.Reply reply = dev.get(ISSUES);

        assertThat(reply.body()).as("%s", reply).endsWith("<cut>");
        assertThat(
                        new AuditTrail(broker.auditFile())
                                .await(record ->
                                        record.path("ending").asString("").equals("timed-out")))
                .as("the operator sees why")
                .hasSize(1);
    }

    /// What is left over of an answer that is longer than it says must not become the next one.
    @Test
    void takesNothingOfAnAnswerThatIsTooLongForTheNextOne() throws IOException {
        forge.treat((line, wire) ->
                RudeForge.say(line, WHOLE + RudeForge.answer("{\"fine\":\"poisoned\"}")));

        try (AgentConnection one = AgentConnection.open(broker.socket("dev"))) {
            for (int call = 0; call < 5; call++) {
                one.send("GET " + ISSUES + HOST + "\r\n");
                assertThat(one.reply().body()).isEqualTo("{\"fine\":true}");
            }
        }
    }

    @Test
    void passesOnAnAnswerThatComesBeforeTheForgeHasReadTheBody() throws IOException {
        String part =
                "--b\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"a\"\r\n\r\n";
        forge.treat((line, wire) -> {
            RudeForge.say(
                    line,
                    "HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
            line.shutdownOutput();
        });

        try (AgentConnection one = AgentConnection.open(broker.socket("dev"))) {
            one.send(
                    "POST "
                            + ISSUES
                            + "/1/assets"
                            + HOST
                            + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 50000000\r\n\r\n"
                            + part
                            + "x".repeat(1000));

            assertThat(one.reply().status()).isEqualTo(413);
        }
    }

    private static void reset(Socket line, Socket wire, String first) throws IOException {
        RudeForge.say(line, first);
        pause(Duration.ofMillis(200));
        wire.setSoLinger(true, 0);
        wire.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
