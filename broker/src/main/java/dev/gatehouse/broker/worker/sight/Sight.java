package dev.gatehouse.broker.worker.sight;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Looks at containers, and runs short programs of their images in them.
public interface Sight extends AutoCloseable {
    /// Finds the engine.
    @FunctionalInterface
    interface Source {
        /// @throws IOException where no engine answers
        Sight open() throws IOException;
    }

    /// Running or not.
    Optional<SeenContainer> container(String name) throws IOException;

    /// @param user and group by number, as `10001:10001`
    Ran run(SeenContainer container, String user, List<String> command) throws IOException;

    @Override
    void close() throws IOException;

    /// How a program ended, and what it wrote, errors included.
    record Ran(long status, String text) {}
}
