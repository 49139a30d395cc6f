package dev.gatehouse.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.DemoForge;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.Container.ExecResult;
import tools.jackson.databind.JsonNode;

/// The arm64 worker on an amd64 machine, where qemu is registered: `./dev image --platform
/// linux/arm64` builds the one and does the other.
@NeedsImage(value = EmulatedWorkerIT.IMAGE, property = "gatehouse.arm64")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class EmulatedWorkerIT {
    static final String IMAGE = "gatehouse-worker:shell-arm64";

    @TempDir private Path folder;

    @Test
    void runsOnItsOwnArchitecture() throws Exception {
        try (TestingWorker worker = TestingWorker.of(IMAGE)) {
            assertThat(worker.run("uname -m").getStdout()).isEqualTo("aarch64\n");
            for (String program : new String[] {"forge", "git", "git-lfs"}) {
                ExecResult version = worker.run(program + " --version");
                assertThat(version.getExitCode()).as(program + version).isZero();
            }
        }
    }

    @Test
    void namesNoCacheThatItsRuntimeRefuses() throws Exception {
        try (TestingWorker worker = TestingWorker.of(IMAGE)) {
            ExecResult caches =
                    worker.run(
                            """
                            cd /opt/gatehouse/forge
                            if ! grep -q AOTCache bin/forge; then
                                test -z "$(ls lib)"
                                exit
                            fi
                            for cache in forge git; do
                                runtime/bin/java -XX:AOTMode=on -XX:+UseSerialGC -XX:AOTCache=lib/$cache.aot \\
                                    -m dev.gatehouse.shim/dev.gatehouse.shim.Main --version || exit
                            done
                            """);
            assertThat(caches.getExitCode()).as(caches.toString()).isZero();
        }
    }

    @Test
    void asksABrokerAndClones() throws Exception {
        try (DemoForge forge = DemoForge.start(folder.resolve("forge"));
                TestingKeeper keeper =
                        TestingKeeper.start(
                                BrokerImageIT.IMAGE,
                                BrokerImageIT.configuration(forge),
                                forge.token("dev-bot"));
                TestingWorker worker = TestingWorker.withSockets(IMAGE, keeper.sockets())) {
            ExecResult asked = worker.run("forge whoami");
            assertThat(asked.getExitCode()).as(asked + keeper.log()).isZero();
            assertThat(asked.getStdout()).contains("dev-bot");

            ExecResult cloned =
                    worker.run(
                            "git -c url.forge::.insteadOf="
                                    + forge.url()
                                    + " clone -q "
                                    + forge.url()
                                    + "charles/claude-hooks /state/worktrees/one");
            assertThat(cloned.getExitCode()).as(cloned + keeper.log()).isZero();
        }
    }

    @Test
    void isPublishedBesideTheOtherAndPulledByItsPlatform() throws Exception {
        try (TestingRegistry registry = TestingRegistry.start(folder)) {
            String name = registry.name() + "/gatehouse-worker:test";
            String script = TestingFolder.root().resolve("image/publish.sh").toString();
            Ended published =
                    Ended.of("sh", script, "--insecure", name, WorkerImageIT.IMAGE, IMAGE);
            assertThat(published.status()).as(published.output()).isZero();

            JsonNode list = registry.list("gatehouse-worker", "test");
            assertThat(list.path("manifests")).as(list.toString()).hasSize(2);
            for (String architecture : new String[] {"amd64", "arm64"}) {
                Ended pulled =
                        Ended.of(
                                "docker",
                                "pull",
                                "-q",
                                "--platform",
                                "linux/" + architecture,
                                name);
                assertThat(pulled.status()).as(pulled.output()).isZero();
                assertThat(Ended.of("docker", "inspect", "-f", "{{.Architecture}}", name).output())
                        .as("what a machine of that platform gets")
                        .isEqualTo(architecture + "\n");
                Ended.of("docker", "rmi", name);
            }
        }
    }
}
