package dev.gatehouse.broker.worker;

import com.github.dockerjava.api.DockerClient;
import dev.gatehouse.broker.worker.docker.DockerEngine;
import dev.gatehouse.broker.worker.gate.AgentGates;
import dev.gatehouse.broker.worker.run.ContainerLog;
import dev.gatehouse.broker.worker.run.Dispatch;
import dev.gatehouse.broker.worker.run.log.RunLogs;
import dev.gatehouse.broker.worker.verify.StartTrial;
import dev.gatehouse.broker.worker.verify.Verifier;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The Docker Engine of this host, and what this room does with it. Any thread.
public final class WorkerEngine implements Closeable {
    private final DockerClient docker;
    private final Registry registry;
    private final Workers workers;
    private final RunLogs runLogs;
    private final Dispatch dispatch;

    private WorkerEngine(DockerClient docker, Registry registry, Path directory) {
        this.docker = docker;
        this.registry = registry;
        AgentGates gates = new AgentGates(directory.resolve("locks"));
        this.workers =
                new Workers(
                        docker,
                        registry,
                        gates,
                        HealthCheck.DEFAULT,
                        new StartTrial(docker, registry));
        this.runLogs = new RunLogs(directory.resolve("runs"), InstantSource.system());
        this.dispatch = new Dispatch(docker, gates, runLogs);
    }

    /// @param dockerHost `DOCKER_HOST`, where it is set
    /// @param directory for locks and run logs
    /// @throws IOException where no engine answers
    public static WorkerEngine open(Optional<String> dockerHost, Registry registry, Path directory)
            throws IOException {
        return new WorkerEngine(
                DockerEngine.connect(DockerEngine.socket(dockerHost)), registry, directory);
    }

    /// @throws IOException where the image is not on this host, or is no worker's
    public void requireImage(String image) throws IOException {
        Images.require(docker, image);
    }

    public Dispatch dispatch() {
        return dispatch;
    }

    public RunLogs runLogs() {
        return runLogs;
    }

    public ContainerLog containerLog() {
        return new ContainerLog(docker);
    }

    public Workers workers() {
        return workers;
    }

    /// @param closed files and folders of the host that no worker may have
    public Verifier verifier(List<Path> closed) {
        return new Verifier(docker, registry, workers, closed);
    }

    @Override
    public void close() throws IOException {
        docker.close();
    }
}
