package dev.gatehouse.broker.worker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.worker.Registry.Registered;
import dev.gatehouse.broker.worker.gate.AgentGates;
import dev.gatehouse.broker.worker.gate.Closure;
import dev.gatehouse.broker.worker.gate.Drain;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes, keeps and removes the workers' containers. Any thread.
public final class Workers {
    /// How long another change of the same worker is waited for.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DockerClient docker;
    private final Registry registry;
    private final AgentGates gates;
    private final Replacement replacement;
    private final Leftovers leftovers;
    private final Containers containers;
    private final Volumes volumes;
    private final SelfCheck selfCheck;

    /// @param gates the same as those of the dispatch, in all processes of this host
    /// @param trial of each container that is started
    public Workers(
            DockerClient docker,
            Registry registry,
            AgentGates gates,
            HealthCheck health,
            Trial trial) {
        this.docker = docker;
        this.registry = registry;
        this.gates = gates;
        this.replacement = new Replacement(docker, registry, health);
        this.leftovers = new Leftovers(docker, registry, health);
        this.containers = new Containers(docker);
        this.volumes = new Volumes(docker);
        this.selfCheck = new SelfCheck(containers, trial);
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
    /// same result. Nothing is made where the daemon does not answer. Runs that are under way are
    /// waited for before a container is replaced. What was started has to pass its
    /// self-verification before any run begins in it, and is stopped where it does not.
    ///
    /// @throws ReplacementFailed where it had to be replaced and could not be
    public Raised up(WorkerSpec spec) throws IOException {
        return change(spec, Drain.DEFAULT, true);
    }

    /// Whether the agent has a container, running or not.
    public boolean has(WorkerSpec spec) throws IOException {
        return containers.find(spec.agent(), spec.container()).isPresent()
                || !leftovers.of(spec.agent()).isEmpty();
    }

    /// The same for a worker that there is already.
    public Raised roll(WorkerSpec spec, Drain drain) throws IOException {
        return change(spec, drain, false);
    }

    private Raised change(WorkerSpec spec, Drain drain, boolean mayCreate) throws IOException {
        if (Leftovers.isLeftover(spec.container())) {
            throw new IOException(
                    "a container's name does not end as " + spec.container() + " does: rename it");
        }
        Images.require(docker, spec.image());
        registry.registered(spec.agent());
        try (Closure closure = gates.close(spec.agent(), "its container is checked", PATIENCE)) {
            boolean settled = settle(spec.agent(), spec.container(), closure, drain);
            Optional<InspectContainerResponse> existing =
                    containers.find(spec.agent(), spec.container());
            if (existing.isPresent()) {
                Raised raised = keep(spec, existing.get(), closure, drain);
                if (raised.deed() != Deed.UNCHANGED || settled) {
                    selfCheck.require(spec, raised.id());
                }
                return raised;
            }
            if (!mayCreate) {
                throw new IOException(
                        "agent "
                                + spec.agent()
                                + " has no container: make it with gatehouse worker up "
                                + spec.agent());
            }
            volumes.remove(spec.homeVolume());
            String id = make(spec);
            selfCheck.require(spec, id);
            return new Raised(id, Deed.CREATED, List.of());
        }
    }

    /// @return whether there was anything to settle
    private boolean settle(AgentName agent, String name, Closure closure, Drain drain)
            throws IOException {
        List<InspectContainerResponse> left = leftovers.of(agent);
        if (!left.isEmpty()) {
            closure.drain(drain);
            leftovers.settle(agent, left, name);
        }
        return !left.isEmpty();
    }

    private Raised keep(
            WorkerSpec spec, InspectContainerResponse existing, Closure closure, Drain drain)
            throws IOException {
        List<String> drift = containers.drift(spec, existing);
        if (!drift.isEmpty()) {
            closure.drain(drain);
            volumes.prepare(spec);
            return new Raised(replacement.replace(spec, existing), Deed.REPLACED, drift);
        }
        boolean running = Boolean.TRUE.equals(existing.getState().getRunning());
        registry.register(spec.agent(), new Registered(spec.container(), existing.getId()));
        containers.start(existing.getId());
        return new Raised(existing.getId(), running ? Deed.UNCHANGED : Deed.STARTED, List.of());
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
        Optional<InspectContainerResponse> found = containers.find(spec.agent(), spec.container());
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

    /// Stops and removes an agent's container and its home; runs that are under way are cut off.
    ///
    /// @param stateToo whether what the agent keeps goes as well
    /// @return whether there was one
    public boolean down(AgentName agent, String container, boolean stateToo) throws IOException {
        return down(agent, container, stateToo, Drain.NOW);
    }

    /// The same for runs that may have time to end by themselves.
    public boolean down(AgentName agent, String container, boolean stateToo, Drain drain)
            throws IOException {
        try (Closure closure = gates.close(agent, "its container is removed", PATIENCE)) {
            closure.drain(drain);
            List<InspectContainerResponse> existing = new ArrayList<>(leftovers.of(agent));
            containers.find(agent, container).ifPresent(existing::add);
            for (InspectContainerResponse one : existing) {
                containers.stop(one.getId());
                containers.remove(one.getId());
            }
            registry.forget(agent);
            volumes.remove(WorkerSpec.homeVolume(agent));
            if (stateToo) {
                volumes.remove(WorkerSpec.stateVolume(agent));
            }
            return !existing.isEmpty();
        }
    }
}
