package dev.gatehouse.broker.cli;

import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.config.ConfigurationReader;
import dev.gatehouse.broker.config.Problem;
import dev.gatehouse.broker.config.Reading;
import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.Operation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// The `--config` option and what it names.
public final class ConfigurationFile {
    private static final Path DEFAULT = Path.of("/etc/gatehouse/gatehouse.yaml");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "/etc/gatehouse/gatehouse.yaml",
            description = "The configuration (default: ${DEFAULT-VALUE}).")
    private Path file = DEFAULT;

    /// The file's problems, all of them.
    public static final class InvalidConfiguration extends Exception {
        private static final long serialVersionUID = 1;

        private final transient List<Problem> problems;

        InvalidConfiguration(List<Problem> problems) {
            super("the configuration is invalid");
            this.problems = problems;
        }

        List<Problem> problems() {
            return problems;
        }
    }

    public Path file() {
        return file;
    }

    /// Whether it is the one that is read where none is named.
    boolean isDefault() {
        return file.equals(DEFAULT);
    }

    public Configuration read(PrintWriter err) throws InvalidConfiguration {
        return read(file, err);
    }

    /// Reads any configuration.
    public static Configuration read(Path file, PrintWriter err) throws InvalidConfiguration {
        return switch (reader().read(file)) {
            case Reading.Invalid invalid -> throw new InvalidConfiguration(invalid.problems());
            case Reading.Valid valid -> {
                valid.warnings().forEach(warning -> err.println("warning: " + warning));
                yield valid.configuration();
            }
        };
    }

    public static ConfigurationReader reader() {
        return new ConfigurationReader(
                Catalogue.load().operations().stream()
                        .collect(Collectors.toMap(Operation::id, Operation::risks)));
    }
}
