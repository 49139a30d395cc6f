package dev.gatehouse.broker.worker.gate;

import dev.gatehouse.broker.agent.AgentName;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A worker is being changed, and no run begins in it, until this is closed, or its process ends.
public final class Closure implements Closeable {
    private final AgentName agent;
    private final HeldFile gate;
    private final Path runs;

    Closure(AgentName agent, HeldFile gate, Path runs) {
        this.agent = agent;
        this.gate = gate;
        this.runs = runs;
    }

    /// Waits for the runs that are under way.
    ///
    /// @throws IOException where some still are after the limit and are not to be cut off
    public void drain(Drain drain) throws IOException {
        Patience patience = new Patience(drain.limit());
        List<String> running = running();
        while (!running.isEmpty() && patience.lasts()) {
            running = running();
        }
        if (!running.isEmpty() && !drain.cut()) {
            throw new IOException(
                    "agent "
                            + agent
                            + " still has "
                            + running.size()
                            + " run(s) under way after "
                            + drain.limit().toSeconds()
                            + " s ("
                            + String.join("; ", running)
                            + "): wait longer with --drain, or cut them off with --now");
        }
    }

    /// What the runs that are under way say of themselves. As no run begins meanwhile, a file that
    /// nobody holds is left of a process that died.
    public List<String> running() throws IOException {
        List<String> running = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(runs)) {
            for (Path file : files) {
                Optional<HeldFile> left = HeldFile.tryHold(file, "");
                if (left.isPresent()) {
                    try (HeldFile nobodys = left.get()) {
                        nobodys.delete();
                    }
                } else {
                    text(file).ifPresent(running::add);
                }
            }
        }
        return running;
    }

    private static Optional<String> text(Path file) throws IOException {
        try {
            return Optional.of(HeldFile.text(file));
        } catch (NoSuchFileException ended) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        gate.close();
    }
}
