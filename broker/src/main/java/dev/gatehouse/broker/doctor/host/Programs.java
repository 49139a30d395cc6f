package dev.gatehouse.broker.doctor.host;

import java.io.IOException;
import java.util.List;

/// Runs a short program of the host.
@FunctionalInterface
public interface Programs {
    /// @throws IOException where there is no such program, or it does not end
    Ran run(List<String> command) throws IOException, InterruptedException;

    /// How it ended and what it wrote to its output.
    record Ran(int status, String text) {}
}
