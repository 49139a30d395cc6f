package dev.gatehouse.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.DemoForge;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.Container.ExecResult;

/// The broker in a container of its own shares a volume with a worker, as on hosts whose sockets do
/// not reach containers.
@NeedsImage(BrokerImageIT.IMAGE)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class BrokerImageIT {
    static final String IMAGE = "gatehouse-broker:0.1.0-SNAPSHOT";

    @TempDir private static Path folder;

    @Test
    void servesAWorkerThroughASharedVolume() throws Exception {
        try (DemoForge forge = DemoForge.start(folder.resolve("forge"));
                TestingKeeper keeper =
                        TestingKeeper.start(IMAGE, configuration(forge), forge.token("dev-bot"));
                TestingWorker worker =
                        TestingWorker.withSockets(WorkerImageIT.IMAGE, keeper.sockets())) {
            ExecResult asked = worker.run("forge whoami");
            assertThat(asked.getExitCode()).as(asked + keeper.log()).isZero();
            assertThat(asked.getStdout()).contains("dev-bot");

            String clone =
                    "git -c url.forge::.insteadOf="
                            + forge.url()
                            + " clone -q "
                            + forge.url()
                            + "charles/claude-hooks /state/worktrees/";
            ExecResult cloned = worker.run(clone + "one");
            assertThat(cloned.getExitCode()).as(cloned + keeper.log()).isZero();

            keeper.restart();
            assertThat(worker.run(clone + "two").getExitCode())
                    .as("after a restart of the broker, in the same container")
                    .isZero();

            ExecResult found =
                    worker.run(
                            "grep -rl --exclude-dir=proc --exclude-dir=sys "
                                    + forge.token("dev-bot")
                                    + " / 2>/dev/null");
            assertThat(found.getStdout()).as("files of the worker with the token").isEmpty();
            assertThat(worker.run("rm /run/gatehouse/forge.sock").getExitCode())
                    .as("the worker's mount is read-only")
                    .isNotZero();
        }
    }

    static String configuration(DemoForge forge) {
        return """
        forge: { url: "%s" }
        agents:
          dev:
            account: dev-bot
            token: { file: /etc/gatehouse/dev.token }
            socket: { uid: 10001, gid: 10001 }
            grants:
              - repositories: [charles/claude-hooks]
                roles: [contribute]
        """
                .formatted(forge.url());
    }
}
