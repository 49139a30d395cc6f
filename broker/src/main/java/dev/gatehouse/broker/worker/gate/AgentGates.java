package dev.gatehouse.broker.worker.gate;

import dev.gatehouse.broker.agent.AgentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;

/// Keeps runs and changes of a worker apart, between all processes of this host. Any thread.
///
/// An agent has one gate file and a file for each run. Who begins a run holds the gate for a
/// moment, to put its own file in place; who changes the worker holds the gate all the while. So a
/// change that waits for runs to end is not starved by new ones.
public final class AgentGates {
    /// How long anybody waits for those who hold a gate only for a moment.
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final Path directory;

    /// @param directory for the lock files, which stay there
    public AgentGates(Path directory) {
        this.directory = directory;
    }

    /// Begins a run.
    ///
    /// @param run its id, which no other run has
    /// @param text what it is, for people
    /// @param wait how long a change that is under way is waited for
    /// @throws IOException where the worker is still being changed then
    public Passage enter(AgentName agent, String run, String text, Duration wait)
            throws IOException {
        try (HeldFile _ = hold(agent, "begins run " + run, wait)) {
            HeldFile held =
                    HeldFile.tryHold(runs(agent).resolve(run), text)
                            .orElseThrow(
                                    () -> new IOException("run " + run + " is under way already"));
            return new Passage(held);
        }
    }

    /// Begins a change: from now on, no run begins.
    ///
    /// @param wait how long another change that is under way is waited for
    /// @throws IOException where the worker is still being changed then
    public Closure close(AgentName agent, String text, Duration wait) throws IOException {
        HeldFile gate = hold(agent, text, wait);
        return new Closure(agent, gate, runs(agent));
    }

    private HeldFile hold(AgentName agent, String text, Duration wait) throws IOException {
        Path file = runs(agent).resolveSibling(agent + ".gate");
        Patience patience = new Patience(wait.compareTo(MOMENT) < 0 ? MOMENT : wait);
        while (true) {
            Optional<HeldFile> held = HeldFile.tryHold(file, text);
            if (held.isPresent()) {
                return held.get();
            }
            if (!patience.lasts()) {
                throw new IOException(
                        "agent "
                                + agent
                                + " is being updated ("
                                + HeldFile.text(file)
                                + "); try again in a moment");
            }
        }
    }

    private Path runs(AgentName agent) throws IOException {
        return Files.createDirectories(
                directory.resolve(agent + ".runs"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
