package dev.gatehouse.broker.worker.gate;

import java.io.Closeable;
import java.io.IOException;

/// One run is under way until this is closed, or its process ends.
public final class Passage implements Closeable {
    private final HeldFile held;

    Passage(HeldFile held) {
        this.held = held;
    }

    /// Deleted first: a file that nobody holds is taken for one of a process that died.
    @Override
    public void close() throws IOException {
        try (held) {
            held.delete();
        }
    }
}
