package dev.gatehouse.broker;

import static dev.gatehouse.broker.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviour;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What an agent can use up, and how its connections live and end.
@Timeout(30)
class LimitsIT {
    private static final String HOOKS = "/api/v1/repos/charles/claude-hooks";
    private static final String HOST = " HTTP/1.1\r\nHost: forge\r\n";
    private static final String GRANTS =
            """
            grants:
              - repositories: [charles/claude-hooks]
                roles: [contribute]
                push: { branches: ["dev/**"], create: true }
            """;

    private static final String CROWDED = "agent dev has 256 connections to its ";

    @TempDir Path directory;

    private DemoForge forge;

    @BeforeEach
    void start() throws IOException {
        forge = DemoForge.start(directory.resolve("forge"));
    }

    @AfterEach
    void stop() throws IOException {
        forge.close();
    }

    @Test
    void refusesTheCallAfterTheLastOfTheMinute() throws Exception {
        try (TestingBroker broker = broker("limits: { requests-per-minute: 3 }")) {
            AgentClient dev = broker.client("dev");
            for (int call = 0; call < 3; call++) {
                assertThat(dev.get(HOOKS).status()).isEqualTo(200);
            }
            int asked = forge.requests().size();

            AgentClient.Reply reply = dev.get(HOOKS);

            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.refusal()).isEqualTo("limit");
            assertThat(Integer.parseInt(reply.header("Retry-After").orElse("0")))
                    .as("seconds until one of three a minute is free again")
                    .isBetween(1, 20);
            assertThat(forge.requests()).hasSize(asked);
            assertThat(new AuditTrail(broker.auditFile()).of("refusal")).hasSize(1);
        }
    }

    @Test
    void refusesOneCallTooManyAtATimeAndServesItAfterwards() throws Exception {
        try (TestingBroker broker = broker("limits: { concurrent: 1 }");
                AgentConnection slow = AgentConnection.open(broker.socket("dev"))) {
            AgentClient dev = broker.client("dev");
            assertThat(dev.get(HOOKS).status()).isEqualTo(200);
            forge.misbehave(HOOKS + "/issues", new Misbehaviour.DelaysHead(Duration.ofMillis(700)));
            int asked = forge.requests().size();
            slow.send("GET " + HOOKS + "/issues" + HOST + "\r\n");
            while (forge.requests().size() == asked) {
                Thread.sleep(10);
            }

            AgentClient.Reply second = dev.get(HOOKS);

            assertThat(second.refusal()).isEqualTo("limit");
            assertThat(second.header("Retry-After")).contains("1");
            assertThat(slow.reply().status()).as("the first call").isEqualTo(200);
            assertThat(dev.get(HOOKS).status()).as("afterwards").isEqualTo(200);
        }
    }

    @Test
    void closesConnectionsBeyondAFewHundredAndTellsTheOperator() throws Exception {
        List<AgentConnection> held = new ArrayList<>();
        try (TestingBroker broker = broker("");
                LogRecorder log = LogRecorder.start()) {
            while (held.size() < 260) {
                held.add(AgentConnection.open(broker.socket("dev")));
            }

            int served = 0;
            for (AgentConnection one : held) {
                served += isServed(one) ? 1 : 0;
            }
            assertThat(served).isEqualTo(256);
            assertThat(log.text()).as("not for each").containsOnlyOnce(CROWDED);

            for (AgentConnection one : held) {
                one.close();
            }
            AgentClient dev = broker.client("dev");
            eventually(() -> dev.get(HOOKS).status() == 200);

            eventually(() -> broker.broker().load().connections() == 0);
            while (held.size() < 520) {
                held.add(AgentConnection.open(broker.socket("dev")));
            }
            eventually(() -> log.text().split(CROWDED, -1).length == 3);
            for (AgentConnection one : held) {
                one.close();
            }
        }
    }

    private static boolean isServed(AgentConnection one) {
        try {
            one.send("GET /-/broker/v1/health" + HOST + "\r\n");
            return one.reply().status() == 200;
        } catch (IOException closed) {
            return false;
        }
    }

    @Test
    void refusesABodyThatIsAnnouncedAsTooLarge() throws Exception {
        try (TestingBroker broker = broker("limits: { body: 1KiB }")) {
            AgentClient dev = broker.client("dev");

            AgentClient.Reply reply =
                    dev.call(
                            "POST",
                            HOOKS + "/issues",
                            "Content-Type: application/json\r\nContent-Length: 1025\r\n");

            assertThat(reply.status()).as(reply.body()).isEqualTo(429);
            assertThat(reply.refusal()).isEqualTo("limit");
            assertThat(reply.closed()).as("the body is not waited for").isTrue();
        }
    }

    @Test
    void refusesAChunkedBodyWhereItBecomesTooLarge() throws Exception {
        String chunk = "100\r\n" + " ".repeat(0x100) + "\r\n";
        try (TestingBroker broker = broker("limits: { body: 1KiB }");
                AgentConnection dev = AgentConnection.open(broker.socket("dev"))) {
            dev.send(
                    "POST "
                            + HOOKS
                            + "/issues"
                            + HOST
                            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + chunk.repeat(5));

            AgentClient.Reply reply = dev.reply();

            assertThat(reply.status()).as(reply.body()).isEqualTo(429);
            assertThat(reply.closed()).as("the rest is not waited for").isTrue();
            assertThat(forge.requests()).noneMatch(request -> request.target().endsWith("/issues"));
        }
    }

    @Test
    void cutsAStreamedUploadWhereItBecomesTooLarge() throws Exception {
        String part =
                "--b\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"a\"\r\n\r\n";
        String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
        try (TestingBroker broker = broker("limits: { body: 8KiB }");
                AgentConnection dev = AgentConnection.open(broker.socket("dev"))) {
            dev.send(
                    "POST "
                            + HOOKS
                            + "/issues/1/assets"
                            + HOST
                            + "Content-Type: multipart/form-data; boundary=b\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n"
                            + Integer.toHexString(part.length())
                            + "\r\n"
                            + part
                            + "\r\n"
                            + chunk.repeat(4));

            AgentClient.Reply reply = dev.reply();

            assertThat(reply.refusal()).as("%s", reply).isEqualTo("limit");
            assertThat(reply.closed()).isTrue();
            assertThat(broker.client("dev").get(HOOKS + "/issues/1/assets").body())
                    .as("half a file is no file")
                    .startsWith("[]");
        }
    }

    @Test
    void cutsAClientThatDripsItsHead() throws Exception {
        try (TestingBroker broker = broker("");
                AgentConnection dev = AgentConnection.open(broker.socket("dev"))) {
            long start = System.nanoTime();
            boolean cut = false;
            for (byte one :
                    ("GET " + HOOKS + HOST + "X: " + "x".repeat(200))
                            .getBytes(StandardCharsets.US_ASCII)) {
                try {
                    dev.send(new byte[] {one});
                } catch (IOException hungUp) {
                    cut = true;
                    break;
                }
                Thread.sleep(100);
            }

            assertThat(cut).as("cut while it still drips").isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(14));
            assertThat(broker.client("dev").get(HOOKS).status()).isEqualTo(200);
        }
    }

    @Test
    void answersRequestsOfOneConnectionInTheirOrder() throws Exception {
        try (TestingBroker broker = broker("");
                AgentConnection dev = AgentConnection.open(broker.socket("dev"))) {
            forge.misbehave(HOOKS + "/labels", new Misbehaviour.DelaysHead(Duration.ofMillis(300)));
            dev.send("GET " + HOOKS + "/labels" + HOST + "\r\n");
            assertThat(dev.reply().status()).as("kept alive").isEqualTo(200);

            dev.send(
                    "GET "
                            + HOOKS
                            + "/labels"
                            + HOST
                            + "\r\nGET /-/broker/v1/whoami"
                            + HOST
                            + "\r\nGET "
                            + HOOKS
                            + "/../x"
                            + HOST
                            + "\r\nGET "
                            + HOOKS
                            + "/issues"
                            + HOST
                            + "\r\n");

            assertThat(dev.reply().body()).contains("enhancement");
            assertThat(dev.reply().body()).contains("\"agent\":\"dev\"");
            assertThat(dev.reply().refusal()).isEqualTo("malformed");
            assertThat(dev.reply().body()).contains("Hooks time out");
        }
    }

    @Test
    void givesUpTheCallOfAClientThatHangsUp() throws Exception {
        try (TestingBroker broker = broker("")) {
            assertThat(broker.client("dev").get(HOOKS).status()).isEqualTo(200);
            forge.misbehave(
                    HOOKS + "/issues", new Misbehaviour.SendsHugeBody(1L << 40, "text/plain"));
            try (AgentConnection dev = AgentConnection.open(broker.socket("dev"))) {
                dev.send("GET " + HOOKS + "/issues" + HOST + "\r\n");
                for (int read = 0; read < 300_000; read++) {
                    assertThat(dev.next()).as("the answer is endless").isNotNegative();
                }
            }

            assertThat(
                            new AuditTrail(broker.auditFile())
                                    .await(record ->
                                            record.path("ending")
                                                    .asString("")
                                                    .equals("client-gone")))
                    .as("the outcome of the call")
                    .hasSize(1);
            forge.behave();
            assertThat(broker.client("dev").get(HOOKS).status()).isEqualTo(200);
        }
    }

    @Test
    void givesUpTheCallOfAClientThatHangsUpBeforeTheAnswer() throws Exception {
        try (TestingBroker broker = broker("limits: { concurrent: 1 }")) {
            assertThat(broker.client("dev").get(HOOKS).status()).isEqualTo(200);
            forge.misbehave(HOOKS + "/issues", new Misbehaviour.Hangs());
            int asked = forge.requests().size();
            try (AgentConnection dev = AgentConnection.open(broker.socket("dev"))) {
                dev.send("GET " + HOOKS + "/issues" + HOST + "\r\n");
                while (forge.requests().size() == asked) {
                    Thread.sleep(10);
                }
            }

            assertThat(
                            new AuditTrail(broker.auditFile())
                                    .await(record ->
                                            record.path("ending")
                                                    .asString("")
                                                    .equals("client-gone")))
                    .hasSize(1);
            assertThat(broker.client("dev").get(HOOKS).status())
                    .as("its place is free again")
                    .isEqualTo(200);
        }
    }

    @Test
    void servesSixteenClientsAtATime() throws Exception {
        try (TestingBroker broker =
                        broker("limits: { concurrent: 16, requests-per-minute: 6000 }");
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<Integer>>> work = new ArrayList<>();
            for (int client = 0; client < 16; client++) {
                work.add(() -> {
                    List<Integer> statuses = new ArrayList<>();
                    try (AgentConnection dev = AgentConnection.open(broker.socket("dev"))) {
                        for (int call = 0; call < 20; call++) {
                            dev.send("GET " + HOOKS + "/issues/1" + HOST + "\r\n");
                            statuses.add(dev.reply().status());
                        }
                    }
                    return statuses;
                });
            }

            for (Future<List<Integer>> statuses : clients.invokeAll(work)) {
                assertThat(statuses.get()).hasSize(20).containsOnly(200);
            }

            AuditTrail audit = new AuditTrail(broker.auditFile());
            audit.settle();
            assertThat(audit.of("intent")).hasSize(320);
            assertThat(audit.of("outcome")).as("one for each").hasSize(320);
        }
    }

    private TestingBroker broker(String limits) throws IOException {
        return TestingBroker.of(directory, forge.url())
                .agent("dev", "dev-bot", forge.token("dev-bot"), GRANTS + limits)
                .start();
    }
}
