package dev.gatehouse.broker;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.cli.Daemon;
import dev.gatehouse.broker.cli.GatehouseCommand;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.config.ConfigurationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

/// The `gatehouse` command.
public final class Main {
    private static final Duration DRAIN = Duration.ofSeconds(30);

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        String version =
                Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                        .orElse("development");
        Surroundings surroundings = Surroundings.of(System.getenv(), version);
        System.exit(GatehouseCommand.run(new ForegroundDaemon(surroundings), version, arguments));
    }

    /// Runs a broker in this process.
    private record ForegroundDaemon(Surroundings surroundings) implements Daemon {
        @Override
        public void serve(Path file, ConfigurationReader reader, Configuration configuration)
                throws IOException, InterruptedException {
            Broker broker = Broker.start(configuration, surroundings);
            try (ConfigurationWatch watch =
                    ConfigurationWatch.start(file, reader, broker::reload)) {
                StopSignals.install(watch::reload).await();
            }
            broker.stop(DRAIN);
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
