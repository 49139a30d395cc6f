package dev.gatehouse.broker.worker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import dev.gatehouse.broker.worker.docker.Engine;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The two volumes of a worker: its home, which begins empty with each new container that `up`
/// makes, and its state, which stays.
final class Volumes {
    private final DockerClient docker;

    Volumes(DockerClient docker) {
        this.docker = docker;
    }

    /// Docker gives an empty volume what the image has at its place; then it is given to the
    /// worker's user, whomever the image was made for.
    void prepare(WorkerSpec spec) throws IOException {
        create(spec, spec.homeVolume());
        create(spec, spec.stateVolume());
        giveToWorker(spec);
    }

    /// One that is gone is as it should be.
    void remove(String volume) throws IOException {
        try {
            Engine.ask("remove volume " + volume, () -> docker.removeVolumeCmd(volume).exec());
        } catch (IOException failed) {
            if (!(failed.getCause() instanceof NotFoundException)) {
                throw failed;
            }
        }
    }

    private void create(WorkerSpec spec, String volume) throws IOException {
        Engine.ask(
                "make volume " + volume,
                () ->
                        docker.createVolumeCmd()
                                .withName(volume)
                                .withLabels(Map.of(Layout.AGENT_LABEL, spec.agent().value()))
                                .exec());
    }

    /// A container for the moment, which may change owners and can do nothing else: no network, no
    /// folder of the host.
    private void giveToWorker(WorkerSpec spec) throws IOException {
        String giving = "give the volumes of agent " + spec.agent() + " to it";
        String id = Engine.ask(giving, () -> giver(spec).exec().getId());
        try {
            int status = Engine.ask(giving, () -> run(id));
            if (status != 0) {
                throw new IOException(
                        "the volumes of agent "
                                + spec.agent()
                                + " cannot be given to "
                                + spec.userAndGroup()
                                + ": chown ended with "
                                + status);
            }
        } finally {
            Engine.ask(
                    "remove container " + id,
                    () -> docker.removeContainerCmd(id).withForce(true).exec());
        }
    }

    private CreateContainerCmd giver(WorkerSpec spec) {
        return docker.createContainerCmd(spec.image())
                .withUser("0:0")
                .withLabels(Map.of(Layout.AGENT_LABEL + ".owner", spec.agent().value()))
                .withEntrypoint("chown", "-R", spec.userAndGroup())
                .withCmd(Layout.HOME, Layout.STATE)
                .withHostConfig(
                        HostConfig.newHostConfig()
                                .withReadonlyRootfs(true)
                                .withNetworkMode(WorkerSpec.NO_NETWORK)
                                .withCapDrop(Capability.ALL)
                                .withCapAdd(Capability.CHOWN, Capability.DAC_READ_SEARCH)
                                .withSecurityOpts(List.of(ContainerPlan.NO_NEW_PRIVILEGES))
                                .withMounts(
                                        List.of(
                                                at(spec.homeVolume(), Layout.HOME),
                                                at(spec.stateVolume(), Layout.STATE))));
    }

    private int run(String id) {
        docker.startContainerCmd(id).exec();
        return docker.waitContainerCmd(id)
                .exec(new WaitContainerResultCallback())
                .awaitStatusCode();
    }

    private static Mount at(String volume, String target) {
        return new Mount().withType(MountType.VOLUME).withSource(volume).withTarget(target);
    }
}
