package dev.gatehouse.broker.worker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.worker.docker.Engine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The steps that a worker's container goes through. A step that Docker refuses is an `IOException`
/// with what the engine said.
final class Containers {
    /// How long the container's first process has to end after SIGTERM.
    static final int STOP_SECONDS = 10;

    private final DockerClient docker;

    Containers(DockerClient docker) {
        this.docker = docker;
    }

    /// All that are labelled as an agent's, whatever their names and states.
    List<Container> all(AgentName agent) throws IOException {
        return Engine.ask(
                "list containers",
                () ->
                        docker.listContainersCmd()
                                .withShowAll(true)
                                .withLabelFilter(Map.of(Layout.AGENT_LABEL, agent.value()))
                                .exec());
    }

    /// The container of an agent, whatever its name and state; those that a replacement left aside
    /// are not it.
    ///
    /// @throws IOException where it has several, or where its name is taken by something else
    Optional<InspectContainerResponse> find(AgentName agent, String name) throws IOException {
        List<Container> found =
                all(agent).stream().filter(c -> !Leftovers.isLeftover(c.getNames()[0])).toList();
        if (found.size() > 1) {
            throw new IOException(
                    "agent "
                            + agent
                            + " has "
                            + found.size()
                            + " containers ("
                            + String.join(", ", found.stream().map(c -> c.getNames()[0]).toList())
                            + "): remove all but one with docker rm -f");
        }
        if (!found.isEmpty()) {
            return inspect(found.getFirst().getId());
        }
        if (inspect(name).isPresent()) {
            throw new IOException(
                    "there is a container "
                            + name
                            + " which is not agent "
                            + agent
                            + "'s: rename or remove it, or give the agent's container another name"
                            + " with the key container");
        }
        return Optional.empty();
    }

    Optional<InspectContainerResponse> inspect(String nameOrId) throws IOException {
        return Engine.ask(
                "look at container " + nameOrId,
                () -> {
                    try {
                        return Optional.of(docker.inspectContainerCmd(nameOrId).exec());
                    } catch (NotFoundException none) {
                        return Optional.empty();
                    }
                });
    }

    /// Its name now.
    String name(String id) throws IOException {
        return Drift.name(
                inspect(id).orElseThrow(() -> new IOException("container " + id + " is gone")));
    }

    List<String> drift(WorkerSpec spec, InspectContainerResponse container) throws IOException {
        InspectImageResponse image = Images.require(docker, spec.image());
        return Drift.between(
                spec,
                container,
                Objects.requireNonNull(image.getId(), "an image has an id"),
                Images.environment(image));
    }

    /// @return the id
    String create(WorkerSpec spec, String name) throws IOException {
        List<String> image = Images.environment(Images.require(docker, spec.image()));
        return Engine.ask(
                "make container " + name,
                () -> ContainerPlan.command(docker, spec, image, name).exec().getId());
    }

    void start(String id) throws IOException {
        go("start container " + id, () -> docker.startContainerCmd(id).exec());
    }

    void stop(String id) throws IOException {
        go(
                "stop container " + id,
                () -> docker.stopContainerCmd(id).withTimeout(STOP_SECONDS).exec());
    }

    void rename(String id, String name) throws IOException {
        go(
                "name container " + id + " " + name,
                () -> docker.renameContainerCmd(id).withName(name).exec());
    }

    void remove(String id) throws IOException {
        try {
            go(
                    "remove container " + id,
                    () -> docker.removeContainerCmd(id).withForce(true).exec());
        } catch (IOException failed) {
            if (!(failed.getCause() instanceof NotFoundException)) {
                throw failed;
            }
        }
    }

    /// What is already as it should be is no failure.
    private static void go(String doing, Supplier<@Nullable Void> step) throws IOException {
        try {
            Engine.ask(doing, step);
        } catch (IOException failed) {
            if (!(failed.getCause() instanceof NotModifiedException)) {
                throw failed;
            }
        }
    }
}
