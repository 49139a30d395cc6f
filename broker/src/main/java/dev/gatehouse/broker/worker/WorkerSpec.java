package dev.gatehouse.broker.worker;

import com.github.dockerjava.api.model.Mount;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.SocketOwner;
import dev.gatehouse.broker.worker.mount.CheckedMount;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an agent's container has to be. Two specs that are equal make equal containers.
///
/// @param container its name
/// @param user of the host, whom the agent's socket lets in; the container's processes run as it
/// @param socketDirectory on the host; the only folder of the host that every worker has
/// @param network `none`, or the name of a Docker network
/// @param mounts as [MountCheck] permits them
/// @param doors that the agent has; their variables are added by [DoorVariables]
/// @param environment what else is added to the image's; never a secret
public record WorkerSpec(
        AgentName agent,
        String container,
        String image,
        SocketOwner user,
        Path socketDirectory,
        WorkerLimits limits,
        String network,
        List<CheckedMount> mounts,
        WorkerDoors doors,
        SortedMap<String, String> environment) {
    /// The only network in which nobody is.
    public static final String NO_NETWORK = "none";

    public WorkerSpec {
        mounts = List.copyOf(mounts);
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }

    /// One with no door but the forge's.
    public WorkerSpec(
            AgentName agent,
            String container,
            String image,
            SocketOwner user,
            Path socketDirectory,
            WorkerLimits limits,
            String network,
            List<CheckedMount> mounts,
            SortedMap<String, String> environment) {
        this(
                agent,
                container,
                image,
                user,
                socketDirectory,
                limits,
                network,
                mounts,
                WorkerDoors.NONE,
                environment);
    }

    /// The same worker from another image.
    public WorkerSpec withImage(String other) {
        return new WorkerSpec(
                agent,
                container,
                other,
                user,
                socketDirectory,
                limits,
                network,
                mounts,
                doors,
                environment);
    }

    /// What to tell an operator who gave it a network.
    public Optional<String> networkWarning() {
        return network.equals(NO_NETWORK)
                ? Optional.empty()
                : Optional.of(
                        "agent "
                                + agent
                                + " has network "
                                + network
                                + ": two doors to one host defeat either; set network: none");
    }

    String homeVolume() {
        return homeVolume(agent);
    }

    String stateVolume() {
        return stateVolume(agent);
    }

    /// By the agent's name, so that a container of another name finds the same state.
    static String homeVolume(AgentName agent) {
        return "gatehouse-" + agent + "-home";
    }

    static String stateVolume(AgentName agent) {
        return "gatehouse-" + agent + "-state";
    }

    /// Where in the container something is mounted.
    public List<String> mountTargets() {
        return ContainerPlan.mounts(this).stream().map(Mount::getTarget).toList();
    }

    /// By number, as Docker takes them; without a group it would take root's.
    public String userAndGroup() {
        return user.uid() + ":" + user.gid();
    }
}
