package dev.gatehouse.broker.cli;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.config.ConfigurationReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;

/// What the commands need of the composition root.
public interface Daemon {
    /// Serves until a signal asks to stop, and takes each valid change of the file into force.
    void serve(Path file, ConfigurationReader reader, Configuration configuration)
            throws IOException, InterruptedException;

    /// Serves beside the caller.
    Running start(Configuration configuration) throws IOException;

    /// Reads every agent's token and asks the forge whose it is.
    ///
    /// @return one word for each agent; `ok` is the good one
    SortedMap<AgentName, String> checkTokens(Configuration configuration) throws IOException;

    /// `DOCKER_HOST`, where it is set.
    Optional<String> dockerHost();

    /// The effective user of this process.
    int uid();

    /// The `forge` command that stands beside this installation, if there is one.
    Optional<Path> forgeCommand();

    /// A broker that runs in this process.
    @FunctionalInterface
    interface Running extends AutoCloseable {
        @Override
        void close();
    }
}
