package dev.gatehouse.broker.worker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.io.IOException;
import java.util.List;

/// What is tried of a container that was started just now, before anything runs in it.
@FunctionalInterface
public interface Trial {
    /// @return what does not hold, one text for each check that failed; empty where all holds
    /// @throws IOException where the container cannot be looked at
    List<String> failures(WorkerSpec spec, InspectContainerResponse container) throws IOException;
}
