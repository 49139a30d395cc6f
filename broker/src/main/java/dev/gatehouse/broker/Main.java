package dev.gatehouse.broker;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.cli.Daemon;
import dev.gatehouse.broker.cli.GatehouseCommand;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.config.ConfigurationReader;
import dev.gatehouse.broker.doctor.token.ForgeDesk;
import dev.gatehouse.broker.log.JournalStream;
import dev.gatehouse.broker.log.Logging;
import dev.gatehouse.broker.systemd.HandedSockets;
import dev.gatehouse.broker.systemd.Notifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// The `gatehouse` command.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
        String version =
                Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                        .orElse("development");
        if (JournalStream.isStandardError(Optional.ofNullable(System.getenv("JOURNAL_STREAM")))) {
            Logging.toJournal();
        }
        Surroundings surroundings = Surroundings.of(System.getenv(), version);
        System.exit(
                GatehouseCommand.run(
                        new ForegroundDaemon(surroundings, System.getenv()), version, arguments));
    }

    /// Runs a broker in this process.
    ///
    /// @param environment in which a service manager says where it is and what it hands over
    private record ForegroundDaemon(Surroundings surroundings, Map<String, String> environment)
            implements Daemon {
        @Override
        public void serve(Path file, ConfigurationReader reader, Configuration configuration)
                throws IOException, InterruptedException {
            long pid = ProcessHandle.current().pid();
            Notifier manager = Notifier.of(environment, pid);
            Broker broker =
                    Broker.start(
                            configuration,
                            surroundings,
                            new Handover(
                                    manager,
                                    HandedSockets.of(environment, pid),
                                    configuration.runtimeDirectory()));
            try (Supervision supervision =
                    new Supervision(manager, () -> broker.load().toString(), broker::answers)) {
                try (ConfigurationWatch watch =
                        ConfigurationWatch.start(file, reader, broker::reload, supervision)) {
                    StopSignals signals = StopSignals.install(watch::reloadUnasked);
                    broker.operation().of(watch, signals::stop);
                    supervision.serving();
                    broker.checked().thenRunAsync(ForegroundDaemon::giveBackMemory);
                    signals.await();
                }
                supervision.stopping(Operation.DRAIN_LIMIT);
                broker.stop(Operation.DRAIN_LIMIT);
            }
        }

        /// A start with many agents fills the heap with what is garbage soon. An idle broker would
        /// keep it: the collector does not run before the heap is full.
        private static void giveBackMemory() {
            System.gc();
        }

        @Override
        public Running start(Configuration configuration) throws IOException {
            Broker broker = Broker.start(configuration, surroundings);
            return () -> broker.stop(Duration.ofSeconds(2));
        }

        @Override
        public SortedMap<AgentName, String> checkTokens(Configuration configuration)
                throws IOException {
            return TokenCheck.run(configuration, surroundings);
        }

        @Override
        public Enquiry enquire(Configuration configuration, int user) throws IOException {
            return ForgeEnquiry.about(configuration, surroundings.as(user));
        }

        @Override
        public ForgeDesk openDesk(Configuration configuration, Agent agent, int brokerUid)
                throws IOException {
            return TokenDesk.open(configuration, agent, surroundings.tokenSourcesOf(brokerUid));
        }

        @Override
        public Optional<String> dockerHost() {
            return surroundings.dockerHost();
        }

        @Override
        public int uid() {
            return surroundings.uid();
        }

        @Override
        public Optional<Path> forgeCommand() {
            return Optional.ofNullable(System.getProperty("gatehouse.home"))
                    .map(home -> Path.of(home).resolveSibling("forge").resolve("bin/forge"))
                    .filter(Files::isExecutable);
        }
    }
}
