package dev.gatehouse.broker.worker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.worker.Registry.Registered;
import java.io.IOException;

/// Puts a new container in the place of an old one, or the old one back. The volumes are those of
/// both, so the old one is stopped before the new one starts.
///
/// Whoever dies in the middle leaves names behind from which [Leftovers] sees how far it was.
final class Replacement {
    private final DockerClient docker;
    private final Registry registry;
    private final HealthCheck health;
    private final Containers containers;

    Replacement(DockerClient docker, Registry registry, HealthCheck health) {
        this.docker = docker;
        this.registry = registry;
        this.health = health;
        this.containers = new Containers(docker);
    }

    /// @return the new one's id
    /// @throws ReplacementFailed where the old one is back in its place, or what stands in the way
    String replace(WorkerSpec spec, InspectContainerResponse old) throws IOException {
        AgentName agent = spec.agent();
        String name = spec.container();
        boolean ran = Boolean.TRUE.equals(old.getState().getRunning());
        String id = containers.create(spec, Leftovers.arriving(spec.container()));
        try {
            containers.stop(old.getId());
            containers.rename(old.getId(), Leftovers.leaving(name));
            containers.rename(id, spec.container());
            registry.register(agent, new Registered(spec.container(), id));
            containers.start(id);
            health.require(docker, agent, id, spec.user());
        } catch (IOException failed) {
            throw putBack(agent, id, old.getId(), name, ran, failed);
        }
        containers.remove(old.getId());
        return id;
    }

    private ReplacementFailed putBack(
            AgentName agent, String id, String oldId, String name, boolean ran, IOException cause) {
        try {
            containers.remove(id);
            restore(agent, oldId, name);
            if (ran) {
                containers.start(oldId);
            }
            return ReplacementFailed.putBack(agent, name, ran, cause);
        } catch (IOException alsoFailed) {
            cause.addSuppressed(alsoFailed);
            return ReplacementFailed.inTheMiddle(agent, cause, alsoFailed);
        }
    }

    /// Its name and its registration, in any state they are in. The name is the one that the
    /// configuration gives now, as the daemon takes no other.
    void restore(AgentName agent, String oldId, String name) throws IOException {
        if (!containers.name(oldId).equals(name)) {
            containers.rename(oldId, name);
        }
        registry.register(agent, new Registered(name, oldId));
    }
}
