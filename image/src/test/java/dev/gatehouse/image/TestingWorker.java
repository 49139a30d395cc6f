package dev.gatehouse.image;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.ExecConfig;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/// A container as `gatehouse worker up` makes one: read-only root, no capability, no network. Its
/// volumes have no name and go with it.
final class TestingWorker implements AutoCloseable {
    private static final Map<String, String> TEMPORARY =
            Map.of("/tmp", "rw,noexec,nosuid,nodev,size=64m");

    private final GenericContainer<?> container;

    private TestingWorker(GenericContainer<?> container) {
        this.container = container;
    }

    static TestingWorker of(String image) {
        return of(image, List.of());
    }

    /// With the engine's volume at `/run/gatehouse`, read-only.
    static TestingWorker withSockets(String image, String volume) {
        return of(
                image, List.of(TestingKeeper.volume(volume, "/run/gatehouse").withReadOnly(true)));
    }

    /// With the host's directory at `/run/gatehouse`, read-only.
    static TestingWorker withSockets(String image, Path directory) {
        return of(
                image,
                List.of(
                        new Mount()
                                .withType(MountType.BIND)
                                .withSource(directory.toString())
                                .withTarget("/run/gatehouse")
                                .withReadOnly(true)));
    }

    private static TestingWorker of(String image, List<Mount> more) {
        List<Mount> mounts = new ArrayList<>(more);
        mounts.add(new Mount().withType(MountType.VOLUME).withTarget("/home/agent"));
        mounts.add(new Mount().withType(MountType.VOLUME).withTarget("/state"));
        return started(image, command -> hardened(command).withMounts(mounts));
    }

    /// Run by a user whom the image does not know, with empty places of that user's.
    static TestingWorker of(String image, int uid) {
        String places = "rw,mode=0700,uid=" + uid + ",gid=" + uid;
        return started(
                image,
                command -> {
                    Map<String, String> temporary = new HashMap<>(TEMPORARY);
                    temporary.put("/home/agent", places);
                    temporary.put("/state", places);
                    hardened(command.withUser(uid + ":" + uid).withWorkingDir("/"))
                            .withTmpFs(temporary);
                });
    }

    private static TestingWorker started(String image, Consumer<CreateContainerCmd> shape) {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image));
        container
                .withLabel("dev.gatehouse.test", Long.toString(ProcessHandle.current().pid()))
                .withCreateContainerCmdModifier(shape)
                .start();
        return new TestingWorker(container);
    }

    private static HostConfig hardened(CreateContainerCmd command) {
        return Objects.requireNonNull(command.getHostConfig())
                .withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withPidsLimit(256L)
                .withInit(true)
                .withNetworkMode("none")
                .withTmpFs(TEMPORARY);
    }

    /// Runs a line of shell as the container's user.
    ExecResult run(String line) throws IOException, InterruptedException {
        return container.execInContainer("sh", "-c", line);
    }

    /// Runs a line of shell as root, who reads everything, with no more capabilities than the
    /// agent.
    ExecResult runAsRoot(String line) throws IOException, InterruptedException {
        return container.execInContainer(
                ExecConfig.builder()
                        .user("0:0")
                        .command(new String[] {"sh", "-c", "cd / && " + line})
                        .build());
    }

    String id() {
        return container.getContainerId();
    }

    /// Stops it as an operator does; the answer is its exit code.
    long stop() {
        container.getDockerClient().stopContainerCmd(id()).withTimeout(20).exec();
        return Objects.requireNonNull(
                container.getCurrentContainerInfo().getState().getExitCodeLong());
    }

    @Override
    public void close() {
        container.stop();
    }
}
