package dev.gatehouse.broker.worker.verify;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.gatehouse.broker.worker.Registry;
import dev.gatehouse.broker.worker.WorkerSpec;
import dev.gatehouse.broker.worker.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Checks every [Invariant] of one worker while it runs. Changes nothing in it.
public final class Verifier {
    private final Workers workers;
    private final Look look;

    /// @param closed files and folders of the host that no worker may have: tokens, sockets,
    ///   configuration, state
    public Verifier(DockerClient docker, Registry registry, Workers workers, List<Path> closed) {
        this.workers = workers;
        this.look = new Look(docker, registry, List.copyOf(closed));
    }

    /// @return one finding for each invariant, in their order
    /// @throws IOException where the worker does not run, or cannot be looked at
    public List<Finding> verify(WorkerSpec spec) throws IOException {
        InspectContainerResponse container =
                workers.container(spec.agent(), spec.container())
                        .orElseThrow(() ->
                                new IOException(
                                        "agent "
                                                + spec.agent()
                                                + " has no container: run gatehouse worker up "
                                                + spec.agent()));
        if (!Boolean.TRUE.equals(container.getState().getRunning())) {
            throw new IOException(
                    "container "
                            + spec.container()
                            + " does not run: run gatehouse worker up "
                            + spec.agent());
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(
                new Finding(
                        Invariant.AS_CONFIGURED,
                        workers.drift(spec, container),
                        "as Docker describes it"));
        findings.addAll(look.at(spec, container));
        return findings;
    }
}
