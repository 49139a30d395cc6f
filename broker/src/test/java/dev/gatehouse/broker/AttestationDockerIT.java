package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.admin.AdminClient;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.ContainerId;
import dev.gatehouse.broker.credential.source.EffectiveUser;
import dev.gatehouse.broker.worker.RequiresDocker;
import dev.gatehouse.demoforge.DemoForge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Real processes in real containers call a real broker.
@RequiresDocker
@Timeout(120)
class AttestationDockerIT {
    private static final String IMAGE = "gatehouse-worker:shell";
    private static final AgentName DEV = new AgentName("dev");

    /// Asks for a file of the broker's own and prints the status line.
    private static final String CALL =
            """
            use IO::Socket::UNIX;
            my $s = IO::Socket::UNIX->new(Peer => "/run/gatehouse/forge.sock") or die "no socket";
            $SIG{PIPE} = "IGNORE";
            print $s "GET /-/broker/v1/whoami HTTP/1.1\\r\\nHost: forge\\r\\n\\r\\n";
            $s->flush;
            my $line = <$s>;
            print defined $line ? $line : "closed";
            """;

    @TempDir Path directory;

    private final List<String> containers = new ArrayList<>();
    private DemoForge forge;
    private TestingBroker broker;

    @BeforeEach
    void start() throws IOException {
        forge = DemoForge.start(directory.resolve("forge"));
        broker =
                TestingBroker.of(directory, forge.url())
                        .agent(
                                "dev",
                                "dev-bot",
                                forge.token("dev-bot"),
                                "container: gatehouse-dev\ngrants: []")
                        .start();
    }

    @AfterEach
    void stop() throws Exception {
        for (String container : containers) {
            docker("rm", "--force", container);
        }
        broker.close();
        forge.close();
    }

    @Test
    void servesTheRegisteredContainersOwnProcess() throws Exception {
        String container = create("perl", "-e", CALL);
        register(container);

        assertThat(docker("start", "--attach", container)).startsWith("HTTP/1.1 200");
    }

    @Test
    void servesWhatIsExecutedInTheRegisteredContainer() throws Exception {
        String container = create("sleep", "300");
        docker("start", container);
        assertThat(docker("exec", container, "perl", "-e", CALL))
                .as("before it is registered")
                .isEqualTo("closed");

        register(container);

        assertThat(docker("exec", container, "perl", "-e", CALL)).startsWith("HTTP/1.1 200");

        docker("restart", "--time", "0", container);

        assertThat(docker("exec", container, "perl", "-e", CALL))
                .as("a restart keeps the id")
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void refusesAnotherContainerWithTheSameUserAndTheSameMount() throws Exception {
        String registered = create("sleep", "300");
        String other = create("perl", "-e", CALL);
        register(registered);

        assertThat(docker("start", "--attach", other)).isEqualTo("closed");
        assertThat(rejections())
                .singleElement()
                .satisfies(rejected -> {
                    assertThat(rejected.path("mismatch").asString()).isEqualTo("container");
                    assertThat(rejected.path("peer").path("container").asString())
                            .as("who it was")
                            .isEqualTo(other);
                });

        register(other);

        assertThat(docker("start", "--attach", other)).startsWith("HTTP/1.1 200");
    }

    @Test
    void refusesTheHost() throws Exception {
        register(create("sleep", "300"));

        assertThat(broker.client("dev").get("/-/broker/v1/whoami").status()).isZero();
        assertThat(rejections())
                .singleElement()
                .satisfies(rejected ->
                        assertThat(rejected.path("mismatch").asString()).isEqualTo("container"));
    }

    @Test
    void recordsTheContainerWithWhatItDid() throws Exception {
        String container =
                create("perl", "-e", CALL.replace("/-/broker/v1/whoami", "/api/v1/repos/a/b"));
        register(container);

        assertThat(docker("start", "--attach", container)).startsWith("HTTP/1.1 403");
        assertThat(new AuditTrail(broker.auditFile()).of("refusal"))
                .singleElement()
                .satisfies(refusal ->
                        assertThat(refusal.path("peer").path("container").asString())
                                .isEqualTo(container));
    }

    private void register(String container) throws IOException {
        new AdminClient(directory.resolve("run/admin.sock"))
                .register(DEV, "gatehouse-dev", new ContainerId(container));
    }

    private List<JsonNode> rejections() throws IOException, InterruptedException {
        return new AuditTrail(broker.auditFile())
                .await(record -> AuditTrail.kind(record).equals("peer-rejected"));
    }

    private String create(String... command) throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                "create",
                                "--label=dev.gatehouse.test=attestation",
                                "--network=none",
                                "--user="
                                        + EffectiveUser.uid()
                                        + ":"
                                        + Files.getAttribute(directory, "unix:gid"),
                                "--mount=type=bind,source="
                                        + directory.resolve("run/agents/dev")
                                        + ",target=/run/gatehouse,readonly",
                                IMAGE));
        line.addAll(List.of(command));
        String id = docker(line.toArray(String[]::new));
        containers.add(id);
        return id;
    }

    private static String docker(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("docker"));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return said;
    }
}
