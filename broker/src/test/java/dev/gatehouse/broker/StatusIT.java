package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.broker.admin.AdminClient;
import dev.gatehouse.broker.admin.AdminRefusal;
import dev.gatehouse.broker.cli.ConfigurationFile;
import dev.gatehouse.broker.cli.status.ReloadCommand;
import dev.gatehouse.broker.cli.status.StatusCommand;
import dev.gatehouse.broker.credential.source.EffectiveUser;
import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviour;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/// What an operator sees of a broker that runs, and does to it.
@Timeout(60)
class StatusIT {
    private static final String HOOKS = "/api/v1/repos/charles/claude-hooks";

    @TempDir Path directory;

    private DemoForge forge;
    private int metricsPort;
    private TestingBroker broker;

    @BeforeEach
    void start() throws IOException {
        forge = DemoForge.start(directory.resolve("forge"));
        metricsPort = freePort();
        broker = builder().start();
    }

    @AfterEach
    void stop() throws IOException {
        broker.close();
        forge.close();
    }

    @Test
    void showsWhoIsConnectedAndWhatTheyDid() throws IOException {
        try (AgentConnection open = AgentConnection.open(broker.socket("dev"))) {
            open.send("GET " + HOOKS + " HTTP/1.1\r\nHost: forge\r\n\r\n");
            assertThat(open.reply().status()).isEqualTo(200);
            assertThat(broker.client("dev").get("/api/v1/admin/users").status()).isEqualTo(403);

            JsonNode status = admin().get("/v1/status");
            JsonNode dev = agent(status, "dev");

            assertThat(status.path("state").asString()).isEqualTo("serving");
            assertThat(status.path("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
            assertThat(status.path("memory").path("rss_bytes").asLong()).isPositive();
            assertThat(status.path("forge").path("health").asString()).isEqualTo("ok");
            assertThat(status.path("forge").path("latency_ms").path("p95").asDouble()).isPositive();
            assertThat(status.path("audit").path("sequence").asLong()).isPositive();
            assertThat(dev.path("account").asString()).isEqualTo("dev-bot");
            assertThat(dev.path("sockets").path(0).path("path").asString())
                    .isEqualTo(broker.socket("dev").toString());
            assertThat(dev.path("sockets").path(0).path("state").asString()).isEqualTo("listening");
            assertThat(dev.path("calls").asLong()).isEqualTo(2);
            assertThat(dev.path("refusals").path("not-granted").asLong()).isEqualTo(1);
            assertThat(dev.path("credential").path("state").asString()).isEqualTo("ok");
            assertThat(dev.path("last_error").path("code").asString()).isEqualTo("not-granted");
            assertThat(dev.path("connections")).isNotEmpty();
            JsonNode connection = dev.path("connections").path(0);
            assertThat(connection.path("uid").asInt()).isEqualTo(EffectiveUser.uid());
            assertThat(connection.path("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
            assertThat(connection.path("command").asString())
                    .isEqualTo(Files.readString(Path.of("/proc/self/comm")).strip());
            JsonNode connections = admin().get("/v1/connections").path("connections");
            assertThat(connections.path(0).path("agent").asString()).isEqualTo("dev");
            assertThat(agent(admin().get("/v1/agents"), "dev").path("calls").asLong()).isEqualTo(2);
        }
    }

    @Test
    void showsASocketWhoseFileWasRemoved() throws IOException {
        Files.delete(broker.socket("dev"));

        JsonNode dev = agent(admin().get("/v1/status"), "dev");

        assertThat(dev.path("sockets").path(0).path("state").asString())
                .as("it listens, and no agent finds it")
                .isEqualTo("file-missing");
    }

    @Test
    void showsAForgeThatFailsAndATokenThatIsDead() throws IOException {
        forge.misbehave(HOOKS + "/issues", new Misbehaviour.Hangs());
        assertThat(broker.client("dev").get(HOOKS + "/issues").status()).isEqualTo(504);
        JsonNode failing = admin().get("/v1/status").path("forge");
        forge.revokeToken(forge.token("dev-bot"));
        assertThat(broker.client("dev").get(HOOKS).refusal()).isEqualTo("credential-rejected");

        JsonNode status = admin().get("/v1/status");

        assertThat(failing.path("health").asString()).isEqualTo("failing");
        assertThat(failing.path("last_failure").asString()).contains("begin to answer in time");
        assertThat(agent(status, "dev").path("credential").path("state").asString())
                .isEqualTo("rejected");
        assertThat(status.path("alarms"))
                .singleElement()
                .satisfies(alarm -> {
                    assertThat(alarm.path("cause").asString()).isEqualTo("credential-rejected");
                    assertThat(alarm.path("agent").asString()).isEqualTo("dev");
                    assertThat(alarm.path("detail").asString()).contains("401", "dev-bot");
                });
        assertThat(admin().get("/v1/alarms").path("alarms")).isEqualTo(status.path("alarms"));
        assertThat(admin().text("/v1/metrics"))
                .contains("gatehouse_credential{agent=\"dev\",state=\"rejected\"} 1.0");
    }

    @Test
    void countsForPrometheusWithoutWhatIsNobodysBusiness() throws IOException {
        assertThat(broker.client("dev").get(HOOKS + "?canary-query=1").status()).isEqualTo(200);
        assertThat(broker.client("dev").get("/canary-path/x/y/z").status()).isEqualTo(404);

        String metrics = admin().text("/v1/metrics");

        assertThat(metrics)
                .contains(
                        "gatehouse_calls_total{agent=\"dev\",door=\"forge\",outcome=\"answered\"} 1.0",
                        "gatehouse_refusals_total{agent=\"dev\",code=\"unknown-route\",door=\"forge\"} 1.0",
                        "gatehouse_credential{agent=\"dev\",state=\"ok\"} 1.0")
                .as("a token, a path, a query or a repository")
                .doesNotContain(forge.token("dev-bot"), "canary", "charles", "claude-hooks");
    }

    @Test
    void servesMetricsAloneOnAPortWhereThatIsConfigured() throws Exception {
        assertThat(http("/metrics").body()).contains("gatehouse_build_info{version=\"test\"}");
        assertThat(http("/v1/status").statusCode())
                .as("nobody is asked who they are there")
                .isEqualTo(404);
        assertThat(http("/v1/metrics").statusCode()).isEqualTo(404);
    }

    @Test
    void takesAChangedConfigurationIntoForceAndNoInvalidOne() throws IOException {
        assertThatThrownBy(() -> admin().post("/v1/reload"))
                .as("this broker was given no file")
                .isInstanceOfSatisfying(
                        AdminRefusal.class, refusal -> assertThat(refusal.status()).isEqualTo(409));
        Path file = Files.writeString(directory.resolve("gatehouse.yaml"), builder().text());
        List<String> heard = new CopyOnWriteArrayList<>();
        ConfigurationWatch.Onlooker onlooker =
                new ConfigurationWatch.Onlooker() {
                    @Override
                    public void reloading() {
                        heard.add("reloading");
                    }

                    @Override
                    public void reloaded() {
                        heard.add("reloaded");
                    }
                };
        try (ConfigurationWatch watch =
                ConfigurationWatch.start(
                        file, ConfigurationFile.reader(), broker.broker()::reload, onlooker)) {
            broker.broker().operation().of(watch, () -> {});
            Files.writeString(file, builder().text() + "agent: 7\n");

            assertThatThrownBy(() -> admin().post("/v1/reload"))
                    .isInstanceOfSatisfying(
                            AdminRefusal.class,
                            refusal -> {
                                assertThat(refusal.status()).isEqualTo(422);
                                assertThat(refusal.problems())
                                        .singleElement()
                                        .asString()
                                        .contains(file.toString(), "did you mean 'agents'?");
                            });
            StringWriter err = new StringWriter();
            assertThat(command(new ReloadCommand(), new StringWriter(), err))
                    .as("as for every command that is given an invalid file")
                    .isEqualTo(2);
            assertThat(err.toString()).contains("did you mean 'agents'?", "stays in force");
            JsonNode invalid = admin().get("/v1/status");
            Files.writeString(file, builder("boss").text());
            assertThat(heard)
                    .as("who waits for the end of a reload hears it of an invalid one, too")
                    .startsWith("reloading", "reloaded");
            assertThat(admin().post("/v1/reload").path("agents").asInt()).isEqualTo(1);
            JsonNode valid = admin().get("/v1/status");

            assertThat(agent(invalid, "dev").path("sockets")).as("nothing changed").hasSize(1);
            assertThat(invalid.path("configuration").path("problems")).hasSize(1);
            assertThat(valid.path("configuration").path("problems")).isEmpty();
            assertThat(valid.path("configuration").path("file").asString())
                    .isEqualTo(file.toString());
            assertThat(valid.path("agents"))
                    .singleElement()
                    .satisfies(
                            agent -> assertThat(agent.path("agent").asString()).isEqualTo("boss"));
        }
    }

    @Test
    void drainsCallsUnderWayBeforeItLetsTheProcessEnd() throws Exception {
        assertThat(broker.client("dev").get(HOOKS).status()).isEqualTo(200);
        forge.misbehave(HOOKS + "/issues", new Misbehaviour.DelaysHead(Duration.ofMillis(1500)));
        CountDownLatch stopped = new CountDownLatch(1);
        Path file = Files.writeString(directory.resolve("gatehouse.yaml"), builder().text());
        try (AgentConnection slow = AgentConnection.open(broker.socket("dev"));
                ConfigurationWatch watch =
                        ConfigurationWatch.start(
                                file,
                                ConfigurationFile.reader(),
                                broker.broker()::reload,
                                ConfigurationWatch.Onlooker.nobody())) {
            broker.broker().operation().of(watch, stopped::countDown);
            int asked = forge.requests().size();
            slow.send("GET " + HOOKS + "/issues HTTP/1.1\r\nHost: forge\r\n\r\n");
            while (forge.requests().size() == asked) {
                Thread.sleep(Duration.ofMillis(10));
            }
            CompletableFuture<JsonNode> drained =
                    CompletableFuture.supplyAsync(() -> {
                        try {
                            return admin().post("/v1/drain");
                        } catch (IOException failed) {
                            throw new AssertionError(failed);
                        }
                    });
            awaitState("draining");

            awaitClosed(broker.socket("dev"));
            assertThatThrownBy(() -> admin().post("/v1/drain"))
                    .isInstanceOfSatisfying(
                            AdminRefusal.class,
                            refusal -> assertThat(refusal.status()).isEqualTo(409));
            assertThatThrownBy(() -> admin().post("/v1/reload"))
                    .as("it would open the sockets again")
                    .isInstanceOfSatisfying(
                            AdminRefusal.class,
                            refusal -> assertThat(refusal.status()).isEqualTo(409));
            assertThat(stopped.getCount()).as("the call is not over").isOne();
            assertThat(slow.reply().status()).as("what was begun ends well").isEqualTo(200);
            assertThat(drained.get(20, TimeUnit.SECONDS).path("cut").asBoolean(true)).isFalse();
            assertThat(stopped.await(10, TimeUnit.SECONDS)).as("after the answer").isTrue();
        }
    }

    @Test
    void isShownToPeople() throws IOException {
        assertThat(broker.client("dev").get("/api/v1/admin/users").status()).isEqualTo(403);
        StringWriter out = new StringWriter();

        assertThat(command(new StatusCommand(), out, new StringWriter(), "dev")).isZero();
        assertThat(out.toString())
                .contains("gatehouse test, serving for", "dev-bot", "1 not-granted")
                .contains(broker.socket("dev") + " listening")
                .doesNotContain("boss");
    }

    @Test
    void saysWhereItLookedForABrokerThatIsDown() {
        broker.close();
        StringWriter err = new StringWriter();

        assertThat(command(new StatusCommand(), new StringWriter(), err)).isEqualTo(1);
        assertThat(err.toString())
                .contains(directory.resolve("run/admin.sock").toString(), "gatehouse doctor");
    }

    private int command(
            Callable<Integer> command, StringWriter out, StringWriter err, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((failure, line, _) -> {
                    line.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(
                        Stream.concat(
                                        Stream.of(
                                                "--admin",
                                                directory.resolve("run/admin.sock").toString()),
                                        Stream.of(arguments))
                                .toArray(String[]::new));
    }

    private void awaitState(String state) throws Exception {
        while (!admin().get("/v1/status").path("state").asString().equals(state)) {
            Thread.sleep(Duration.ofMillis(20));
        }
    }

    /// A drain is shown from its beginning, just before the first socket is closed.
    private static void awaitClosed(Path socket) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        while (System.nanoTime() < end) {
            try {
                AgentConnection.open(socket).close();
            } catch (IOException refused) {
                return;
            }
            Thread.sleep(Duration.ofMillis(10));
        }
        throw new AssertionError("a broker that drains still takes connections at " + socket);
    }

    private HttpResponse<String> http(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + metricsPort + path))
                            .version(HttpClient.Version.HTTP_1_1)
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static JsonNode agent(JsonNode status, String name) {
        return status.path("agents")
                .valueStream()
                .filter(each -> each.path("agent").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private AdminClient admin() {
        return new AdminClient(directory.resolve("run/admin.sock"));
    }

    private TestingBroker.Builder builder() throws IOException {
        return builder("dev", "boss");
    }

    private TestingBroker.Builder builder(String... agents) throws IOException {
        TestingBroker.Builder builder = TestingBroker.of(directory, forge.url());
        for (String agent : agents) {
            builder.agent(
                    agent,
                    agent + "-bot",
                    forge.token(agent + "-bot"),
                    """
                    grants:
                      - repositories: [charles/claude-hooks]
                        roles: [contribute]
                    """);
        }
        return builder.with("metrics: { listen: \"127.0.0.1:" + metricsPort + "\" }");
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return any.getLocalPort();
        }
    }
}
