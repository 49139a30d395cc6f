package dev.gatehouse.image;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.VolumeOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/// The broker's container with its three volumes, put in place as docs/worker-image.md says. It
/// shares the host's network, so that a forge on the loopback interface is one.
final class TestingKeeper implements AutoCloseable {
    private static final String GROUP_OF_WORKER = "10001";

    private final String run = "gatehouse-test-" + UUID.randomUUID();
    private final DockerClient client = DockerClientFactory.instance().client();
    private final DockerImageName image;
    private final GenericContainer<?> broker;

    private TestingKeeper(String image, String configuration, String token) {
        this.image = DockerImageName.parse(image);
        for (String volume : List.of(sockets(), run + "-etc", run + "-state")) {
            client.createVolumeCmd()
                    .withName(volume)
                    .withLabels(Map.of("dev.gatehouse.test", run))
                    .exec();
        }
        prepare(configuration, token);
        broker =
                new GenericContainer<>(this.image)
                        .withLabel("dev.gatehouse.test", run)
                        .withCreateContainerCmdModifier(this::shape);
    }

    static TestingKeeper start(String image, String configuration, String token) {
        TestingKeeper keeper = new TestingKeeper(image, configuration, token);
        keeper.broker.start();
        return keeper;
    }

    /// The volume with the agent's socket, by its name.
    String sockets() {
        return run + "-dev";
    }

    void restart() {
        client.restartContainerCmd(broker.getContainerId()).withTimeout(10).exec();
    }

    ExecResult run(String line) throws IOException, InterruptedException {
        return broker.execInContainer("sh", "-c", line);
    }

    String log() {
        return broker.getLogs();
    }

    /// As root, once: a fresh volume belongs to root, and the broker has no right to change that.
    private void prepare(String configuration, String token) {
        try (GenericContainer<?> once = new GenericContainer<>(image)) {
            once.withLabel("dev.gatehouse.test", run)
                    .withCopyToContainer(
                            Transferable.of(configuration, 0644), "/etc/gatehouse/gatehouse.yaml")
                    .withCopyToContainer(Transferable.of(token, 0600), "/etc/gatehouse/dev.token")
                    .withStartupCheckStrategy(
                            new OneShotStartupCheckStrategy().withTimeout(Duration.ofSeconds(30)))
                    .withCreateContainerCmdModifier(command ->
                            Objects.requireNonNull(
                                            command.withUser("0:0")
                                                    .withEntrypoint("chown")
                                                    .withCmd(
                                                            "10000:" + GROUP_OF_WORKER,
                                                            "/etc/gatehouse/dev.token",
                                                            "/run/gatehouse/agents/dev",
                                                            "/var/lib/gatehouse")
                                                    .getHostConfig())
                                    .withMounts(mounts()))
                    .start();
        }
    }

    private void shape(CreateContainerCmd command) {
        HostConfig host = Objects.requireNonNull(command.getHostConfig());
        host.withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withGroupAdd(List.of(GROUP_OF_WORKER))
                .withInit(true)
                .withNetworkMode("host")
                .withTmpFs(
                        Map.of(
                                "/tmp",
                                "rw,noexec,nosuid,nodev,size=64m",
                                // For the operator's socket.
                                "/run/gatehouse",
                                "rw,noexec,nosuid,nodev,mode=0755,uid=10000,gid=10000"))
                .withMounts(mounts());
    }

    private List<Mount> mounts() {
        return List.of(
                volume(sockets(), "/run/gatehouse/agents/dev"),
                volume(run + "-etc", "/etc/gatehouse"),
                volume(run + "-state", "/var/lib/gatehouse"));
    }

    /// As it is: an empty volume would be given the owner of the image's folder each time.
    static Mount volume(String name, String target) {
        return new Mount()
                .withType(MountType.VOLUME)
                .withSource(name)
                .withTarget(target)
                .withVolumeOptions(new VolumeOptions().withNoCopy(true));
    }

    @Override
    public void close() {
        broker.stop();
        for (String volume : List.of(sockets(), run + "-etc", run + "-state")) {
            client.removeVolumeCmd(volume).exec();
        }
    }
}
