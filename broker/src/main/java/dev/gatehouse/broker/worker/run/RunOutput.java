package dev.gatehouse.broker.worker.run;

import java.io.OutputStream;

/// Where a run's output goes while it runs. A stream that takes nothing more holds up the run; one
/// that fails ends it.
///
/// @param output standard output
/// @param error standard error
public record RunOutput(OutputStream output, OutputStream error) {
    public static RunOutput discarded() {
        return new RunOutput(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    }
}
