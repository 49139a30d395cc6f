package dev.gatehouse.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program that was run to its end.
///
/// @param output standard output and error
public record Run(int status, String output, Duration time) {
    /// @param environment on top of this process's
    public static Run of(
            List<String> command, Map<String, String> environment, Path log, Duration limit)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        long began = System.nanoTime();
        Process process = builder.start();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException("took more than " + limit + ": " + String.join(" ", command));
        }
        return new Run(
                process.exitValue(),
                Files.readString(log),
                Duration.ofNanos(System.nanoTime() - began));
    }

    /// As the other, and anything but exit 0 is a failure.
    public static Run succeeding(
            List<String> command, Map<String, String> environment, Path log, Duration limit)
            throws IOException, InterruptedException {
        Run run = of(command, environment, log, limit);
        if (run.status() != 0) {
            throw new IOException(
                    "ended with %d: %s%n%s"
                            .formatted(run.status(), String.join(" ", command), run.output()));
        }
        return run;
    }
}
