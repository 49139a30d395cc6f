package dev.gatehouse.broker.worker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.worker.Registry.Registered;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Makes, keeps and removes the workers' containers. Any thread.
public final class Workers {
    private final DockerClient docker;
    private final Registry registry;
    private final Containers containers;
    private final Volumes volumes;

    public Workers(DockerClient docker, Registry registry) {
        this.docker = docker;
        this.registry = registry;
        this.containers = new Containers(docker);
        this.volumes = new Volumes(docker);
    }

    /// What `up` did.
    ///
    /// @param reasons why the container was replaced; empty where it was not
    public record Raised(String id, Deed deed, List<String> reasons) {
        public Raised {
            reasons = List.copyOf(reasons);
        }
    }

    /// The word for what `up` did.
    public enum Deed {
        CREATED,
        REPLACED,
        STARTED,
        UNCHANGED
    }

    /// Makes the container what its spec asks for, registered and running; again and again with the
    /// same result. Nothing is made where the daemon does not answer.
    public Raised up(WorkerSpec spec) throws IOException {
        Images.require(docker, spec.image());
        registry.registered(spec.agent());
        Optional<InspectContainerResponse> existing =
                containers.find(spec.agent(), spec.container());
        if (existing.isEmpty()) {
            volumes.remove(spec.homeVolume());
            return new Raised(make(spec), Deed.CREATED, List.of());
        }
        List<String> drift = containers.drift(spec, existing.get());
        if (!drift.isEmpty()) {
            containers.stop(existing.get().getId());
            containers.remove(existing.get().getId());
            return new Raised(make(spec), Deed.REPLACED, drift);
        }
        String id = existing.get().getId();
        boolean running = Boolean.TRUE.equals(existing.get().getState().getRunning());
        registry.register(spec.agent(), new Registered(spec.container(), id));
        containers.start(id);
        return new Raised(id, running ? Deed.UNCHANGED : Deed.STARTED, List.of());
    }

    /// Registered before it runs: there is no moment in which it could call unattested.
    private String make(WorkerSpec spec) throws IOException {
        volumes.prepare(spec);
        String id = containers.create(spec, spec.container());
        boolean running = false;
        try {
            registry.register(spec.agent(), new Registered(spec.container(), id));
            containers.start(id);
            running = true;
            return id;
        } finally {
            if (!running) {
                containers.remove(id);
            }
        }
    }

    /// How the worker of a spec stands now; changes nothing.
    public WorkerState state(WorkerSpec spec) throws IOException {
        Optional<InspectContainerResponse> found =
                containers.find(spec.agent(), spec.container());
        if (found.isEmpty()) {
            return new WorkerState(
                    spec.agent().value(),
                    spec.container(),
                    "none",
                    "",
                    spec.image(),
                    "",
                    false,
                    List.of());
        }
        InspectContainerResponse container = found.get();
        String status = container.getState().getStatus();
        String image = container.getConfig().getImage();
        return new WorkerState(
                spec.agent().value(),
                Drift.name(container),
                status == null ? "unknown" : status,
                container.getId(),
                image == null ? container.getImageId() : image,
                container.getCreated(),
                registry.registered(spec.agent())
                        .filter(registered -> registered.id().equals(container.getId()))
                        .isPresent(),
                containers.drift(spec, container));
    }

    /// The container of an agent, whatever its state.
    public Optional<InspectContainerResponse> container(AgentName agent, String name)
            throws IOException {
        return containers.find(agent, name);
    }

    /// How a container differs from its spec, in words.
    public List<String> drift(WorkerSpec spec, InspectContainerResponse container)
            throws IOException {
        return containers.drift(spec, container);
    }

    /// Stops and removes an agent's container and its home.
    ///
    /// @param stateToo whether what the agent keeps goes as well
    /// @return whether there was one
    public boolean down(AgentName agent, String container, boolean stateToo) throws IOException {
        Optional<InspectContainerResponse> existing = containers.find(agent, container);
        if (existing.isPresent()) {
            containers.stop(existing.get().getId());
            containers.remove(existing.get().getId());
        }
        registry.forget(agent);
        volumes.remove(WorkerSpec.homeVolume(agent));
        if (stateToo) {
            volumes.remove(WorkerSpec.stateVolume(agent));
        }
        return existing.isPresent();
    }
}
