package dev.gatehouse.broker.cli;

import dev.gatehouse.broker.admin.AdminClient;
import dev.gatehouse.broker.cli.ConfigurationFile.InvalidConfiguration;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.config.Reading;
import dev.gatehouse.protocol.SocketLayout;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that say where the daemon's admin socket is: `--admin`, else what the configuration
/// says. A command that only asks the daemon is of use on a host whose own configuration cannot be
/// read, too: then it is asked where it listens by default.
public final class AdminAt {
    private static final Path DEFAULT_SOCKET = Path.of("/run/gatehouse", SocketLayout.ADMIN_SOCKET);

    @Mixin private ConfigurationFile configuration = new ConfigurationFile();

    @Option(
            names = "--admin",
            paramLabel = "SOCKET",
            description = "The daemon's admin socket (default: admin.sock in runtime-dir).")
    private Optional<Path> admin = Optional.empty();

    /// For commands that need the configuration for more than the socket.
    public ConfigurationFile configuration() {
        return configuration;
    }

    /// Asks the daemon.
    ///
    /// @param err for a warning
    /// @throws InvalidConfiguration where the socket stands in a file that was named and is wrong
    public AdminClient client(PrintWriter err) throws InvalidConfiguration {
        return new AdminClient(socket(err));
    }

    /// @param err for a warning
    /// @throws InvalidConfiguration where the socket stands in a file that was named and is wrong
    public Path socket(PrintWriter err) throws InvalidConfiguration {
        if (admin.isPresent()) {
            return admin.get();
        }
        return switch (ConfigurationFile.reader().read(configuration.file())) {
            case Reading.Valid valid -> socket(valid.configuration());
            case Reading.Invalid _ when configuration.isDefault() -> {
                err.printf(
                        "warning: %s is not a valid configuration (gatehouse config check says"
                                + " why); the daemon is looked for at %s%n",
                        configuration.file(), DEFAULT_SOCKET);
                yield DEFAULT_SOCKET;
            }
            case Reading.Invalid invalid -> throw new InvalidConfiguration(invalid.problems());
        };
    }

    /// Where the configuration was read already.
    public Path socket(Configuration read) {
        return admin.orElse(read.runtimeDirectory().resolve(SocketLayout.ADMIN_SOCKET));
    }
}
