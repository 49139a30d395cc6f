package dev.gatehouse.broker.cli.worker;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.cli.AdminAt;
import dev.gatehouse.broker.cli.ConfigurationFile.InvalidConfiguration;
import dev.gatehouse.broker.cli.Daemon;
import dev.gatehouse.broker.config.AgentSettings;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.worker.WorkerEngine;
import dev.gatehouse.broker.worker.WorkerSpec;
import dev.gatehouse.broker.worker.Workers;
import dev.gatehouse.broker.worker.run.ContainerLog;
import dev.gatehouse.broker.worker.run.Dispatch;
import dev.gatehouse.broker.worker.run.log.RunLogs;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;

/// What every command on workers takes: the configuration, and the daemon's admin socket.
public final class WorkerOptions implements WorkerHost.Source {
    @Mixin private AdminAt at = new AdminAt();

    private final Daemon daemon;

    public WorkerOptions(Daemon daemon) {
        this.daemon = daemon;
    }

    @Override
    public Open open(PrintWriter err) throws IOException, InvalidConfiguration {
        Configuration configuration = at.configuration().read(err);
        return new Open(
                configuration,
                new WorkerSpecs(configuration, at.configuration().file(), daemon.uid()),
                WorkerEngine.open(
                        daemon.dockerHost(),
                        new DaemonRegistry(at.socket(configuration)),
                        configuration.workers().directory()));
    }

    /// Configuration, daemon and Docker, for the length of one command.
    public record Open(Configuration configuration, WorkerSpecs specs, WorkerEngine engine)
            implements WorkerHost, AutoCloseable {
        @Override
        public List<AgentName> agents() {
            return List.copyOf(configuration.agents().keySet());
        }

        @Override
        public WorkerSpec spec(AgentName agent) throws IOException {
            return specs.of(agent(agent.value()));
        }

        @Override
        public Workers workers() {
            return engine.workers();
        }

        @Override
        public Dispatch dispatch() {
            return engine.dispatch();
        }

        @Override
        public RunLogs runLogs() {
            return engine.runLogs();
        }

        @Override
        public ContainerLog containerLog() {
            return engine.containerLog();
        }

        AgentSettings agent(String name) throws IOException {
            AgentSettings agent =
                    AgentName.isValid(name)
                            ? configuration.agents().get(new AgentName(name))
                            : null;
            if (agent == null) {
                throw new IOException(
                        "no agent is called '"
                                + name
                                + "'; the configuration has: "
                                + String.join(
                                        ", ",
                                        configuration.agents().keySet().stream()
                                                .map(AgentName::value)
                                                .toList()));
            }
            return agent;
        }

        /// @param names none for all
        List<AgentSettings> agents(List<String> names) throws IOException {
            if (names.isEmpty()) {
                return List.copyOf(configuration.agents().values());
            }
            List<AgentSettings> agents = new ArrayList<>();
            for (String name : names) {
                agents.add(agent(name));
            }
            return agents;
        }

        @Override
        public void close() throws IOException {
            engine.close();
        }
    }
}
