package dev.gatehouse.broker.worker.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What became of a run.
///
/// @param outputBytes all that it wrote to standard output, kept or not
/// @param errorBytes the same of standard error
/// @param log its log file, where one is kept
public record RunResult(
        RunId id,
        Ending ending,
        long outputBytes,
        boolean outputTruncated,
        long errorBytes,
        boolean errorTruncated,
        Duration duration,
        Optional<Path> log) {
    RunResult withLog(Path file) {
        return new RunResult(
                id,
                ending,
                outputBytes,
                outputTruncated,
                errorBytes,
                errorTruncated,
                duration,
                Optional.of(file));
    }
}
