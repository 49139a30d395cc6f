package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.broker.agent.SocketOwner;
import dev.gatehouse.broker.cli.worker.DaemonRegistry;
import dev.gatehouse.broker.worker.RequiresDocker;
import dev.gatehouse.broker.worker.WorkerEngine;
import dev.gatehouse.broker.worker.WorkerSpec;
import dev.gatehouse.broker.worker.Workers.Deed;
import dev.gatehouse.broker.worker.Workers.Raised;
import dev.gatehouse.broker.worker.mount.CheckedMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A worker's container from `up` to `down`.
@RequiresDocker
class WorkersIT {
    @TempDir Path directory;

    private TestingWorkers workers;

    @BeforeEach
    void startsABroker() throws Exception {
        workers = TestingWorkers.start(directory, "raised");
    }

    @AfterEach
    void removesAll() throws Exception {
        workers.close();
    }

    @Test
    void upMakesAWorkerThatCallsTheForge() throws Exception {
        Raised raised = workers.up();

        assertThat(raised.deed()).as("there was none").isEqualTo(Deed.CREATED);
        assertThat(workers.inside("forge whoami").output())
                .as("as its agent")
                .contains("raised", "dev-bot");
        assertThat(workers.inside(cloneAndPush("dev/a")).status())
                .as("plain git at the forge's own URL, with no configuration")
                .isZero();
        assertThat(workers.broker().audit())
                .as("each call is on record with the container it came from")
                .contains("\"container\":\"" + raised.id());
    }

    @Test
    void upAgainChangesNothing() throws Exception {
        Raised first = workers.up();
        workers.inside("echo kept > /home/agent/file");

        Raised second = workers.up();

        assertThat(second.deed()).isEqualTo(Deed.UNCHANGED);
        assertThat(second.id()).as("the same container").isEqualTo(first.id());
        assertThat(workers.inside("cat /home/agent/file").output()).isEqualTo("kept\n");
    }

    @Test
    void upStartsWhatWasStopped() throws Exception {
        Raised first = workers.up();
        TestingWorkers.docker("stop", "--time=1", first.id());

        assertThat(workers.up().deed()).isEqualTo(Deed.STARTED);
        assertThat(workers.inside("forge whoami").status()).as("and it is served").isZero();
    }

    @Test
    void upReplacesWhatWasChangedByHandAndKeepsTheState() throws Exception {
        Raised first = workers.up();
        workers.inside("echo kept > /state/file");
        TestingWorkers.docker("update", "--memory=300m", "--memory-swap=300m", first.id());

        Raised second = workers.up();

        assertThat(second.deed()).isEqualTo(Deed.REPLACED);
        assertThat(second.reasons())
                .as("what differed")
                .anyMatch(reason -> reason.startsWith("memory is 314572800"));
        assertThat(workers.inside("cat /state/file").output()).isEqualTo("kept\n");
        assertThat(workers.inside("forge whoami").status())
                .as("the new container is the registered one")
                .isZero();
    }

    @Test
    void downRemovesTheHomeAndKeepsTheState() throws Exception {
        workers.up();
        workers.inside("echo x > /home/agent/file; echo x > /state/file");

        workers.engine().workers().down(workers.spec().agent(), workers.spec().container(), false);
        workers.up();

        assertThat(workers.inside("ls -A /home/agent").output())
                .as("a new container begins with an empty home")
                .isEmpty();
        assertThat(workers.inside("ls -A /state").output())
                .as("its state stays, beside what the image makes")
                .contains("file", "cache", "worktrees", "sessions.json");
    }

    @Test
    void aWorkerOfAnyUserOwnsItsVolumes() throws Exception {
        WorkerSpec spec = workers.spec();
        int uid = spec.user().uid() + 4321;
        WorkerSpec other =
                new WorkerSpec(
                        spec.agent(),
                        spec.container(),
                        spec.image(),
                        new SocketOwner(uid, uid),
                        spec.socketDirectory(),
                        spec.limits(),
                        spec.network(),
                        spec.mounts(),
                        spec.environment());

        assertThatThrownBy(() -> workers.engine().workers().up(other))
                .as("its socket lets nobody else in, so it does not verify itself")
                .hasMessageContainingAll("is stopped", "answered: ", "cannot be listed");
        TestingWorkers.docker("start", other.container());

        assertThat(
                        TestingWorkers.docker(
                                "exec",
                                "--user",
                                other.userAndGroup(),
                                other.container(),
                                "sh",
                                "-c",
                                "touch ~/a /state/a /state/cache/a && stat -c %u ~ /state"))
                .as("whomever the image was made for")
                .isEqualTo(new TestingWorkers.Ended(0, uid + "\n" + uid + "\n"));
    }

    @Test
    void mountsAreReadOnlyAndEnvironmentFilesCovered() throws Exception {
        Path source = Files.createDirectory(directory.resolve("project"));
        Files.writeString(source.resolve(".env"), "PASSWORD=hunter2");
        Files.writeString(source.resolve("readme"), "read me");
        WorkerSpec spec = workers.spec();
        WorkerSpec mounted =
                new WorkerSpec(
                        spec.agent(),
                        spec.container(),
                        spec.image(),
                        spec.user(),
                        spec.socketDirectory(),
                        spec.limits(),
                        spec.network(),
                        List.of(
                                new CheckedMount(
                                        source.toRealPath(),
                                        "/mnt/project",
                                        false,
                                        List.of("/mnt/project/.env"))),
                        spec.environment());

        workers.engine().workers().up(mounted);

        assertThat(workers.inside("cat /mnt/project/readme /mnt/project/.env").output())
                .as("the project, without what is in its environment file")
                .isEqualTo("read me");
        assertThat(workers.inside("touch /mnt/project/x").status())
                .as("nothing is written there")
                .isNotZero();
        assertThat(workers.engine().workers().up(mounted).deed())
                .as("such a worker is no drift either")
                .isEqualTo(Deed.UNCHANGED);
    }

    @Test
    void leavesAContainerOfTheSameNameAlone() throws Exception {
        String name = workers.spec().container();
        TestingWorkers.docker("create", "--name=" + name, workers.spec().image());
        try {
            assertThatThrownBy(workers::up)
                    .as("it is somebody else's")
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not agent raised's");
        } finally {
            TestingWorkers.docker("rm", "--force", name);
        }
    }

    @Test
    void makesNothingWithoutTheImage() throws Exception {
        assertThatThrownBy(() ->
                        workers.engine()
                                .workers()
                                .up(workers.spec().withImage("gatehouse-worker:no-such")))
                .as("nothing is pulled")
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not on this host");
    }

    @Test
    void makesNothingWithoutTheDaemon() throws Exception {
        try (WorkerEngine engine =
                WorkerEngine.open(
                        Optional.empty(),
                        new DaemonRegistry(directory.resolve("no.sock")),
                        directory.resolve("workers"))) {
            assertThatThrownBy(() -> engine.workers().up(workers.spec()))
                    .as("who would serve it?")
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no.sock");
        }

        assertThat(TestingWorkers.docker("inspect", workers.spec().container()).status())
                .as("no container is left behind")
                .isNotZero();
    }

    @Test
    void theNextCallWorksAfterTheBrokerCameBack() throws Exception {
        workers.up();

        workers.restartBroker();

        assertThat(workers.inside("forge whoami").status())
                .as("the directory is mounted, not the socket; the registration was kept")
                .isZero();
    }

    /// The host's `/run` is empty after a reboot; Docker starts containers before anybody is asked.
    @Test
    void startsAfterARebootWhereTheDirectoriesCameFirst() throws Exception {
        String id = workers.up().id();
        TestingWorkers.docker("stop", "--time=1", id);
        workers.stopBroker();
        workers.emptyRuntimeDirectory();
        assertThat(TestingWorkers.docker("start", id).status())
                .as("without them Docker does not start it")
                .isNotZero();

        workers.makeDirectories();
        assertThat(TestingWorkers.docker("start", id).status()).as("before the broker").isZero();
        workers.startBroker();

        assertThat(workers.inside("forge whoami").status())
                .as("the broker serves in the directory that the container has")
                .isZero();
    }

    private String cloneAndPush(String branch) {
        return "set -e; cd /state/worktrees; git clone -q "
                + workers.forge().url()
                + "charles/claude-hooks.git; cd claude-hooks; git switch -qc "
                + branch
                + "; echo a > a; git add a; git commit -qm a; git push -q origin "
                + branch;
    }
}
