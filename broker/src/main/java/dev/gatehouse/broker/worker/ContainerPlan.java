package dev.gatehouse.broker.worker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.VolumeOptions;
import dev.gatehouse.broker.worker.mount.CheckedMount;
import dev.gatehouse.protocol.SocketLayout;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// A spec in Docker's words: what every worker's container is refused stands here and nowhere else.
/// [Drift] reads the same words back.
final class ContainerPlan {
    static final String NO_NEW_PRIVILEGES = "no-new-privileges";

    private ContainerPlan() {}

    /// @param name of the new container, which may differ from the spec's while it replaces another
    /// @param imageEnvironment of the spec's image
    static CreateContainerCmd command(
            DockerClient docker,
            WorkerSpec spec,
            Collection<String> imageEnvironment,
            String name) {
        return docker.createContainerCmd(spec.image())
                .withName(name)
                .withHostName(spec.agent().value())
                .withUser(spec.userAndGroup())
                .withEnv(environment(spec, imageEnvironment))
                .withLabels(Map.of(Layout.AGENT_LABEL, spec.agent().value()))
                .withHostConfig(hostConfig(spec));
    }

    static HostConfig hostConfig(WorkerSpec spec) {
        return HostConfig.newHostConfig()
                .withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withPrivileged(false)
                .withSecurityOpts(List.of(NO_NEW_PRIVILEGES))
                .withInit(true)
                .withPidsLimit((long) spec.limits().pids())
                .withMemory(spec.limits().memoryBytes())
                // The same: no swap beyond it.
                .withMemorySwap(spec.limits().memoryBytes())
                .withNanoCPUs(spec.limits().nanoCpus())
                .withTmpFs(Map.of(Layout.TMP, tmpOptions(spec)))
                .withNetworkMode(spec.network())
                .withIpcMode("private")
                .withMounts(mounts(spec));
    }

    static List<String> environment(WorkerSpec spec, Collection<String> imageEnvironment) {
        SortedMap<String, String> all = DoorVariables.of(spec.doors(), imageEnvironment);
        all.putAll(spec.environment());
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }

    static String tmpOptions(WorkerSpec spec) {
        return "rw,noexec,nosuid,nodev,size=" + spec.limits().tmpBytes();
    }

    /// By `Mounts`, which fails where a source is missing; a bind by `-v` would make it, owned by
    /// root.
    static List<Mount> mounts(WorkerSpec spec) {
        List<Mount> mounts = new ArrayList<>();
        mounts.add(volume(spec.homeVolume(), Layout.HOME));
        mounts.add(volume(spec.stateVolume(), Layout.STATE));
        mounts.add(bind(spec.socketDirectory().toString(), SocketLayout.RUNTIME_DIRECTORY, false));
        for (CheckedMount extra : spec.mounts()) {
            mounts.add(bind(extra.source().toString(), extra.target(), extra.writable()));
            for (String shadowed : extra.shadowed()) {
                mounts.add(bind("/dev/null", shadowed, false));
            }
        }
        return mounts;
    }

    /// Without a copy of what the image has there: [Volumes] made it, and Docker would give an
    /// empty home back to the image's user.
    private static Mount volume(String name, String target) {
        return new Mount()
                .withType(MountType.VOLUME)
                .withSource(name)
                .withTarget(target)
                .withVolumeOptions(new VolumeOptions().withNoCopy(true));
    }

    private static Mount bind(String source, String target, boolean writable) {
        return new Mount()
                .withType(MountType.BIND)
                .withSource(source)
                .withTarget(target)
                .withReadOnly(!writable);
    }
}
