package dev.gatehouse.bench.peer;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/// Looks at a server's memory every few milliseconds until it is closed.
public final class Watch implements AutoCloseable {
    private static final long PERIOD_MILLIS = 20;

    private final AtomicLong mostKib = new AtomicLong();
    private final Thread thread;

    public Watch(Server server) {
        thread = Thread.ofPlatform().daemon().start(() -> watch(server));
    }

    private void watch(Server server) {
        try {
            while (true) {
                mostKib.accumulateAndGet(server.use().residentKib(), Math::max);
                Thread.sleep(PERIOD_MILLIS);
            }
        } catch (IOException | InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /// The most that was seen so far.
    public long mostKib() {
        return mostKib.get();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
