package dev.gatehouse.broker.worker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerConfig;
import dev.gatehouse.broker.agent.AgentName;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The steps that a worker's container goes through. Docker's own errors come out as they are said
/// by the engine.
final class Containers {
    /// How long the container's first process has to end after SIGTERM.
    static final int STOP_SECONDS = 10;

    private final DockerClient docker;

    Containers(DockerClient docker) {
        this.docker = docker;
    }

    /// The container of an agent, whatever its name and state.
    ///
    /// @throws IOException where it has several, or where its name is taken by something else
    Optional<InspectContainerResponse> find(AgentName agent, String name) throws IOException {
        List<Container> found =
                docker.listContainersCmd()
                        .withShowAll(true)
                        .withLabelFilter(Map.of(Layout.AGENT_LABEL, agent.value()))
                        .exec();
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
                            + "'s: rename or remove it, or give the agent another container:");
        }
        return Optional.empty();
    }

    Optional<InspectContainerResponse> inspect(String nameOrId) {
        try {
            return Optional.of(docker.inspectContainerCmd(nameOrId).exec());
        } catch (NotFoundException none) {
            return Optional.empty();
        }
    }

    List<String> drift(WorkerSpec spec, InspectContainerResponse container) throws IOException {
        String image = Images.require(docker, spec.image());
        InspectImageResponse facts = docker.inspectImageCmd(image).exec();
        ContainerConfig config = facts.getConfig();
        String[] environment = config == null ? null : config.getEnv();
        return Drift.between(
                spec,
                container,
                image,
                environment == null ? List.of() : Arrays.asList(environment));
    }

    /// @return the id
    String create(WorkerSpec spec, String name) throws IOException {
        try {
            return ContainerPlan.command(docker, spec, name).exec().getId();
        } catch (DockerException refused) {
            throw new IOException(
                    "Docker does not make container " + name + ": " + refused.getMessage(),
                    refused);
        }
    }

    void start(String id) throws IOException {
        try {
            docker.startContainerCmd(id).exec();
        } catch (NotModifiedException running) {
            // As it should be.
        } catch (DockerException refused) {
            throw new IOException(
                    "Docker does not start container " + id + ": " + refused.getMessage(), refused);
        }
    }

    void stop(String id) {
        try {
            docker.stopContainerCmd(id).withTimeout(STOP_SECONDS).exec();
        } catch (NotModifiedException | NotFoundException stopped) {
            // As it should be.
        }
    }

    void rename(String id, String name) {
        docker.renameContainerCmd(id).withName(name).exec();
    }

    void remove(String id) {
        try {
            docker.removeContainerCmd(id).withForce(true).exec();
        } catch (NotFoundException gone) {
            // As it should be.
        }
    }
}
