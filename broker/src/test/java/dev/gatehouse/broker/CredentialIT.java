package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.http.RecordedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How calls fare while tokens are replaced, revoked, someone else's, or cannot be checked.
@Timeout(60)
class CredentialIT {
    private static final String HOOKS = "/api/v1/repos/charles/claude-hooks";

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
    void losesNoCallWhileTheTokenIsReplacedTwentyTimes() throws Exception {
        String inForce = forge.mintToken("dev-bot");
        AtomicBoolean over = new AtomicBoolean();
        try (TestingBroker broker = broker(forge.url(), inForce);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            AgentClient dev = broker.client("dev");
            Callable<List<String>> calls =
                    () -> {
                        List<String> failed = new ArrayList<>();
                        while (!over.get()) {
                            AgentClient.Reply reply = dev.get(HOOKS + "/issues/1");
                            if (reply.status() != 200) {
                                failed.add(reply.status() + " " + reply.body());
                            }
                        }
                        return failed;
                    };
            List<Future<List<String>>> running =
                    List.of(clients.submit(calls), clients.submit(calls), clients.submit(calls));
            for (int rotation = 0; rotation < 20; rotation++) {
                String fresh = forge.mintToken("dev-bot");
                broker.writeToken("dev", fresh);
                awaitUseOf(fresh);
                forge.revokeToken(inForce);
                inForce = fresh;
            }
            over.set(true);

            for (Future<List<String>> one : running) {
                assertThat(one.get()).as("failed calls").isEmpty();
            }
        }
    }

    @Test
    void saysThatATokenIsDeadAndTakesAnotherWithoutARestart() throws Exception {
        String first = forge.mintToken("dev-bot");
        try (TestingBroker broker = broker(forge.url(), first)) {
            AgentClient dev = broker.client("dev");
            assertThat(dev.get(HOOKS).status()).isEqualTo(200);
            forge.revokeToken(first);

            AgentClient.Reply dead = dev.get(HOOKS + "/issues");
            int asked = forge.requests().size();
            AgentClient.Reply again = dev.get(HOOKS + "/issues");

            assertThat(dead.status()).isEqualTo(502);
            assertThat(dead.refusal()).isEqualTo("credential-rejected");
            assertThat(again.refusal()).isEqualTo("credential-rejected");
            assertThat(forge.requests()).as("a dead token is not tried again").hasSize(asked);
            broker.writeToken("dev", forge.mintToken("dev-bot"));
            awaitStatus(dev, HOOKS + "/issues", 200);
        }
    }

    @Test
    void sendsNothingWithTheTokenOfAnotherAccount() throws Exception {
        try (TestingBroker broker = broker(forge.url(), forge.token("charles"))) {
            AgentClient dev = broker.client("dev");

            AgentClient.Reply reply = dev.get(HOOKS);

            assertThat(reply.status()).isEqualTo(502);
            assertThat(reply.refusal()).isEqualTo("identity-mismatch");
            assertThat(dev.get("/api/v1/user").refusal()).isEqualTo("identity-mismatch");
            assertThat(forge.requests())
                    .as("requests with charles's token")
                    .extracting(RecordedRequest::target)
                    .containsOnly("/api/v1/user");
            assertThat(broker.broker().tokensLent()).isZero();
        }
    }

    @Test
    void answersWhoAmIFromTheAccountItChecked() throws Exception {
        try (TestingBroker broker = broker(forge.url(), forge.token("dev-bot"))) {
            AgentClient dev = broker.client("dev");
            assertThat(dev.get(HOOKS).status()).isEqualTo(200);
            forge.forgetRequests();

            AgentClient.Reply reply = dev.get("/api/v1/user");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).contains("\"login\":\"dev-bot\"");
            assertThat(forge.requests()).isEmpty();
        }
    }

    @Test
    void startsWhileTheForgeIsDownAndHeals() throws Exception {
        int port;
        try (ServerSocket reserved = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = reserved.getLocalPort();
        }
        URI url = URI.create("http://127.0.0.1:" + port);
        try (TestingBroker broker = broker(url, forge.token("dev-bot"))) {
            AgentClient dev = broker.client("dev");

            AgentClient.Reply down = dev.get(HOOKS);

            assertThat(down.status()).isEqualTo(502);
            assertThat(down.refusal()).isEqualTo("upstream-unreachable");
            try (TcpRelay up = TcpRelay.open(port, forge.url().getPort())) {
                awaitStatus(dev, HOOKS, 200);
                assertThat(up.connections()).isPositive();
            }
        }
    }

    private TestingBroker broker(URI url, String token) throws IOException {
        return TestingBroker.of(directory, url)
                .agent(
                        "dev",
                        "dev-bot",
                        token,
                        """
                        grants:
                          - repositories: [charles/claude-hooks]
                            roles: [read]
                        limits: { requests-per-minute: 60000 }
                        """)
                .start();
    }

    private void awaitUseOf(String token) throws InterruptedException {
        while (forge.requests().stream()
                .noneMatch(request ->
                        !request.target().endsWith("/user")
                                && request.header("Authorization").orElse("").endsWith(token))) {
            Thread.sleep(20);
        }
        forge.forgetRequests();
    }

    private static void awaitStatus(AgentClient dev, String target, int status) throws Exception {
        AgentClient.Reply reply = dev.get(target);
        for (int tries = 0; tries < 100 && reply.status() != status; tries++) {
            Thread.sleep(200);
            reply = dev.get(target);
        }
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    }
}
