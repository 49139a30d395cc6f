package dev.gatehouse.broker.cli.demo;

import java.io.IOException;
import java.util.List;

/// Where one agent's commands run: as a process of this host, or in a worker of its own.
interface Place {
    /// What a command printed, errors included, and how it ended.
    record Ended(int status, String output) {}

    /// Runs a command to its end, without input.
    ///
    /// @param folder below the agent's own
    Ended run(String folder, List<String> command) throws IOException, InterruptedException;

    /// @param file below the agent's own folder
    void write(String file, byte[] content) throws IOException, InterruptedException;

    /// @param file below the agent's own folder
    byte[] read(String file) throws IOException, InterruptedException;
}
