package dev.gatehouse.broker.worker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.io.IOException;
import java.util.List;

/// Stops a container that is not as tight as it has to be. It is not removed, so that it can be
/// looked at.
final class SelfCheck {
    private final Containers containers;
    private final Trial trial;

    SelfCheck(Containers containers, Trial trial) {
        this.containers = containers;
        this.trial = trial;
    }

    /// @param id of the spec's container, which runs
    /// @throws IOException with each check that failed; the container is stopped then
    void require(WorkerSpec spec, String id) throws IOException {
        IOException failure;
        try {
            List<String> failures = trial.failures(spec, inspect(id));
            if (failures.isEmpty()) {
                return;
            }
            failure = new IOException(String.join("\n  - ", failures));
        } catch (IOException cannot) {
            failure = cannot;
        }
        throw new IOException(text(spec, stop(id, failure), failure), failure);
    }

    private InspectContainerResponse inspect(String id) throws IOException {
        return containers
                .inspect(id)
                .orElseThrow(() -> new IOException("container " + id + " is gone"));
    }

    private String stop(String id, IOException failure) {
        try {
            containers.stop(id);
            return "is stopped";
        } catch (IOException runsOn) {
            failure.addSuppressed(runsOn);
            return "COULD NOT BE STOPPED (" + runsOn.getMessage() + "): stop it by docker kill";
        }
    }

    private static String text(WorkerSpec spec, String became, IOException failure) {
        return "the worker of agent "
                + spec.agent()
                + " did not pass its self-verification, and container "
                + spec.container()
                + " "
                + became
                + ":\n  - "
                + failure.getMessage()
                + "\nmend that, then run gatehouse worker up "
                + spec.agent();
    }
}
