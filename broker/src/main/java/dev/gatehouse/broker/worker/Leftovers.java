package dev.gatehouse.broker.worker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.SocketOwner;
import dev.gatehouse.broker.worker.Registry.Registered;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a replacement leaves that was killed in the middle, and what becomes of it:
///
/// | there is | it was killed | so |
/// | --- | --- | --- |
/// | `x`, `x.new` | before `x` made way | `x.new` is removed |
/// | `x.before`, maybe `x.new` | before the new one took the name | `x.new` is removed, `x.before` put back |
/// | `x.before`, `x` | before the new one had proved itself | the check is made now: if it is well, `x.before` is removed; else `x` is, and `x.before` put back |
///
/// No agent's name holds a dot, so no other agent's container is meant by these names.
final class Leftovers {
    private static final String ARRIVING = ".new";
    private static final String LEAVING = ".before";

    private final DockerClient docker;
    private final Registry registry;
    private final HealthCheck health;
    private final Containers containers;
    private final Replacement replacement;

    Leftovers(DockerClient docker, Registry registry, HealthCheck health) {
        this.docker = docker;
        this.registry = registry;
        this.health = health;
        this.containers = new Containers(docker);
        this.replacement = new Replacement(docker, registry, health);
    }

    static String arriving(String name) {
        return name + ARRIVING;
    }

    static String leaving(String name) {
        return name + LEAVING;
    }

    /// Whether a container has this name only for the time of a replacement.
    static boolean isLeftover(String name) {
        return name.endsWith(ARRIVING) || name.endsWith(LEAVING);
    }

    /// What a replacement left of an agent; empty for nearly always.
    List<InspectContainerResponse> of(AgentName agent) throws IOException {
        List<InspectContainerResponse> left = new ArrayList<>();
        for (Container container : containers.all(agent)) {
            Optional<InspectContainerResponse> found = containers.inspect(container.getId());
            found.filter(one -> isLeftover(Drift.name(one))).ifPresent(left::add);
        }
        return left;
    }

    /// Leaves the agent with one container, or with none. Only while no run is under way.
    void settle(AgentName agent, List<InspectContainerResponse> left, String name)
            throws IOException {
        Optional<InspectContainerResponse> before = Optional.empty();
        for (InspectContainerResponse container : left) {
            if (Drift.name(container).endsWith(ARRIVING)) {
                containers.remove(container.getId());
            } else {
                before = Optional.of(container);
            }
        }
        if (before.isPresent()) {
            settle(agent, before.get(), name);
        }
        startAgain(containers.find(agent, name));
    }

    private void settle(AgentName agent, InspectContainerResponse before, String name)
            throws IOException {
        Optional<InspectContainerResponse> current = containers.find(agent, name);
        if (current.isPresent()) {
            if (isWell(agent, current.get())) {
                containers.remove(before.getId());
                return;
            }
            containers.remove(current.get().getId());
        }
        replacement.restore(agent, before.getId(), name);
    }

    /// As it was before it was stopped to be replaced.
    private void startAgain(Optional<InspectContainerResponse> container) {
        try {
            if (container.isPresent()) {
                containers.start(container.get().getId());
            }
        } catch (IOException cannot) {
            // A new one takes its place then, or who starts it next says why it cannot be.
        }
    }

    private boolean isWell(AgentName agent, InspectContainerResponse container) {
        try {
            registry.register(agent, new Registered(Drift.name(container), container.getId()));
            containers.start(container.getId());
            health.require(docker, agent, container.getId(), user(container));
            return true;
        } catch (IOException ill) {
            return false;
        }
    }

    /// As [ContainerPlan] wrote it.
    private static SocketOwner user(InspectContainerResponse container) throws IOException {
        String[] words = String.valueOf(container.getConfig().getUser()).split(":", 2);
        try {
            return new SocketOwner(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
        } catch (IllegalArgumentException | IndexOutOfBoundsException notOurs) {
            throw new IOException("the container's user is not uid:gid", notOurs);
        }
    }
}
