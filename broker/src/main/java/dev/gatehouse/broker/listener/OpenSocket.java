package dev.gatehouse.broker.listener;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A socket of an agent, and who is connected there.
public record OpenSocket(Path path, State state, List<OpenConnection> connections) {
    /// Whether it can be connected to.
    public enum State {
        LISTENING,
        /// It listens, and nobody can find it: its file was removed.
        FILE_MISSING,
        /// The broker stops.
        CLOSED;

        /// As operators see it: `file-missing`.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public OpenSocket {
        connections = List.copyOf(connections);
    }
}
