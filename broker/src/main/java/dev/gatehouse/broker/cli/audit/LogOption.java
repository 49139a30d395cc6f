package dev.gatehouse.broker.cli.audit;

import dev.gatehouse.broker.audit.read.AuditLine;
import dev.gatehouse.broker.audit.read.AuditReader;
import dev.gatehouse.broker.cli.ConfigurationFile;
import dev.gatehouse.broker.cli.ConfigurationFile.InvalidConfiguration;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Which log a command reads: the one that is named, else the configured one.
final class LogOption {
    @Mixin private ConfigurationFile configuration = new ConfigurationFile();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "LOG",
            description = "The log (default: the configured one).")
    private Optional<Path> log = Optional.empty();

    Path file(PrintWriter err) throws InvalidConfiguration {
        return log.isPresent() ? log.get() : configuration.read(err).audit().file();
    }

    /// A log that can be opened.
    Path readable(PrintWriter err) throws InvalidConfiguration, IOException {
        Path file = file(err);
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException(
                    "there is no folder "
                            + folder
                            + " for the audit log, or not for this user: name the log, or start"
                            + " the broker once");
        }
        if (!Files.isExecutable(folder) || (Files.exists(file) && !Files.isReadable(file))) {
            throw new IOException(
                    file + " is for root and the broker's own user: run this as one of them");
        }
        if (Files.notExists(file)) {
            throw new IOException(
                    "there is no audit log at " + file + ": name it, or start the broker once");
        }
        return file;
    }

    /// Hands on every record, oldest first; earlier ones than asked for may come, too. A damaged
    /// line is named, and passed over.
    ///
    /// @param since none: from the first record that is kept
    void read(Optional<Instant> since, PrintWriter err, Consumer<AuditLine.Whole> taker)
            throws InvalidConfiguration, IOException {
        Path file = readable(err);
        try (AuditReader reader =
                since.isPresent()
                        ? AuditReader.since(file, since.get())
                        : AuditReader.fromStart(file)) {
            for (Optional<AuditLine> line = reader.next(); line.isPresent(); line = reader.next()) {
                switch (line.get()) {
                    case AuditLine.Damaged damaged -> err.println("gatehouse: " + damaged);
                    case AuditLine.Whole whole -> taker.accept(whole);
                }
            }
        }
    }
}
