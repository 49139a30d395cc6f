package dev.gatehouse.broker.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gatehouse.broker.AgentClient;
import dev.gatehouse.broker.AgentConnection;
import dev.gatehouse.broker.TestingBroker;
import dev.gatehouse.broker.audit.AuditVerifier;
import dev.gatehouse.broker.audit.Verification;
import dev.gatehouse.demoforge.DemoForge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A broker that may open few files, and agents that open all they can.
@Timeout(180)
class DescriptorsIT {
    private static final String HOOKS = "/api/v1/repos/charles/claude-hooks";
    private static final String CALL = "GET " + HOOKS + " HTTP/1.1\r\nHost: forge\r\n\r\n";
    private static final int LIMIT = 400;
    private static final int MOST_OF_ONE_SOCKET = 240;
    private static final int CALLS = 30;
    private static final String GRANTS =
            """
            grants:
              - repositories: [charles/claude-hooks]
                roles: [contribute]
            """;

    @TempDir Path directory;

    private DemoForge forge;
    private ApartBroker broker;
    private final List<AgentConnection> held = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/prlimit")))
                .as("prlimit is not installed, so no limit can be set")
                .isTrue();
        forge = DemoForge.start(directory.resolve("forge"));
        TestingBroker.Builder agents =
                TestingBroker.of(directory, forge.url())
                        .agent("dev", "dev-bot", forge.token("dev-bot"), GRANTS);
        for (String hog : List.of("hog", "pig")) {
            agents.agent(hog, "boss-bot", forge.token("boss-bot"), GRANTS);
        }
        broker =
                ApartBroker.start(
                        directory, agents, "prlimit", "--nofile=%d:%d".formatted(LIMIT, LIMIT));
    }

    @AfterEach
    void stop() throws IOException {
        if (broker != null) {
            broker.close();
            forge.close();
        }
    }

    @Test
    void servesWhoIsConnectedTellsTheOperatorAndAcceptsAgainOnceSomeAreFree() throws Exception {
        try (AgentConnection dev = AgentConnection.open(broker.socket("dev"))) {
            assertThat(served(dev)).isTrue();
            takeAll();

            assertThat(open()).as("descriptors kept for the broker itself").isLessThan(LIMIT);
            for (int call = 0; call < CALLS; call++) {
                assertThat(served(dev)).as("call %s of a connection that was open", call).isTrue();
            }
            assertThat(broker.log())
                    .contains("file descriptors are short", "LimitNOFILE")
                    .doesNotContain("exceptionCaught");
            assertThat(broker.admin().text("/v1/alarms")).contains("descriptors-short");
            assertThat(broker.admin().get("/v1/status").path("audit").path("fault").isNull())
                    .as("the audit goes on")
                    .isTrue();
            assertThat(processorMillis())
                    .as("milliseconds of processor time within 3 s of waiting")
                    .isLessThan(1000);

            try (AgentConnection waiting = AgentConnection.open(broker.socket("hog"))) {
                waiting.send(CALL);
                freeAll();
                assertThat(waiting.reply().status()).as("who waited").isEqualTo(200);
            }
            assertThat(served(dev)).isTrue();
            assertThat(broker.client("pig").get(HOOKS).status()).isEqualTo(200);
            assertThat(broker.log()).contains("accepts connections again");
        }
        assertThat(
                        broker.audit().of("alarm").stream()
                                .filter(alarm ->
                                        alarm.path("cause")
                                                .asString("")
                                                .equals("descriptors-short")))
                .as("one alarm, whatever the number of sockets")
                .hasSize(1);
        broker.stop();
        assertThat(AuditVerifier.verify(broker.auditFile()))
                .isInstanceOfSatisfying(
                        Verification.Verified.class,
                        verified -> assertThat(verified.interruptions()).isZero());
    }

    private void takeAll() throws IOException, InterruptedException {
        while (!broker.log().contains("file descriptors are short")) {
            assertThat(held).as("connections of one socket").hasSizeLessThan(MOST_OF_ONE_SOCKET);
            hold("hog", 10);
            Thread.sleep(100);
        }
        hold("pig", 10);
    }

    private void hold(String agent, int connections) throws IOException {
        for (int opened = 0; opened < connections; opened++) {
            held.add(AgentConnection.open(broker.socket(agent)));
        }
    }

    private void freeAll() throws IOException {
        for (AgentConnection one : held) {
            one.close();
        }
    }

    private static boolean served(AgentConnection connection) throws IOException {
        connection.send(CALL);
        AgentClient.Reply reply = connection.reply();
        return reply.status() == 200;
    }

    private long open() throws IOException {
        try (var files = Files.list(Path.of("/proc/" + broker.pid() + "/fd"))) {
            return files.count();
        }
    }

    /// `utime` and `stime` of proc_pid_stat(5), in hundredths of a second.
    private long processorMillis() throws IOException, InterruptedException {
        long before = ticks();
        Thread.sleep(3000);
        return (ticks() - before) * 10;
    }

    private long ticks() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + broker.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }
}
