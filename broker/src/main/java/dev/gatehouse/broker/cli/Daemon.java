package dev.gatehouse.broker.cli;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.config.ConfigurationReader;
import dev.gatehouse.broker.credential.CredentialState;
import dev.gatehouse.broker.doctor.token.ForgeDesk;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.upstream.SightAnswer;
import dev.gatehouse.broker.upstream.VersionAnswer;
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

    /// Opens questions to the forge of a configuration, about its only agent.
    ///
    /// @param user who the daemon will run as, whose the token file has to be
    Enquiry enquire(Configuration configuration, int user) throws IOException;

    /// Reads one agent's token and lets the forge be asked with it.
    ///
    /// @param brokerUid whose files tokens have to be
    ForgeDesk openDesk(Configuration configuration, Agent agent, int brokerUid) throws IOException;

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

    /// Questions to a forge before there is a daemon. Each blocks until it is answered, at most for
    /// the configuration's time limits.
    interface Enquiry extends AutoCloseable {
        /// What the forge is, asked without a token.
        VersionAnswer version();

        /// What the forge is, asked with the agent's token.
        VersionAnswer versionByToken();

        /// Reads the agent's token as the daemon would, and asks whose it is.
        CredentialState token();

        /// What the agent's token sees of a repository.
        SightAnswer repository(RepositoryName repository);

        @Override
        void close();
    }
}
