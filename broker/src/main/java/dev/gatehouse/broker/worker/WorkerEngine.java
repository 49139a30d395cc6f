package dev.gatehouse.broker.worker;

import com.github.dockerjava.api.DockerClient;
import dev.gatehouse.broker.worker.docker.DockerEngine;
import dev.gatehouse.broker.worker.verify.Verifier;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The Docker Engine of this host, and what this room does with it. Any thread.
public final class WorkerEngine implements Closeable {
    private final DockerClient docker;
    private final Registry registry;
    private final Workers workers;

    private WorkerEngine(DockerClient docker, Registry registry) {
        this.docker = docker;
        this.registry = registry;
        this.workers = new Workers(docker, registry);
    }

    /// @param dockerHost `DOCKER_HOST`, where it is set
    /// @throws IOException where no engine answers
    public static WorkerEngine open(Optional<String> dockerHost, Registry registry)
            throws IOException {
        return new WorkerEngine(
                DockerEngine.connect(DockerEngine.socket(dockerHost)), registry);
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
