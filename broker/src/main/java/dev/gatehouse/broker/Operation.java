package dev.gatehouse.broker;

import dev.gatehouse.broker.admin.server.Controls;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the operator can do to this process. A broker that nobody watches over, such as a test's,
/// has no file to reload and nobody to stop it.
final class Operation implements Controls {
    private static final Logger LOG = LoggerFactory.getLogger(Operation.class);

    /// How long calls under way have to end.
    static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);

    /// Begins no call any more, and waits.
    @FunctionalInterface
    interface Draining {
        /// @return whether all ended by themselves
        boolean drain(Duration limit);
    }

    private record Host(ConfigurationWatch watch, Runnable stop) {}

    private final Draining calls;
    private final Instant startedAt;
    private final AtomicBoolean draining = new AtomicBoolean();
    private volatile @Nullable Host host;

    Operation(Draining calls, Instant startedAt) {
        this.calls = calls;
        this.startedAt = startedAt;
    }

    /// @param stop lets the process end; returns at once
    void of(ConfigurationWatch watch, Runnable stop) {
        host = new Host(watch, stop);
    }

    @Override
    public Reloaded reload() throws IOException {
        Host current = host;
        return current == null ? new Reloaded.NoFile() : current.watch().reload();
    }

    @Override
    public Drained drain() {
        if (!draining.compareAndSet(false, true)) {
            return new Drained.UnderWay();
        }
        LOG.info(
                "the operator wants it to end: calls under way have {} s", DRAIN_LIMIT.toSeconds());
        return new Drained.Done(finishCalls(DRAIN_LIMIT));
    }

    /// For a process that ends: where the operator asked for a drain before, waits for that one.
    synchronized boolean finishCalls(Duration limit) {
        draining.set(true);
        return calls.drain(limit);
    }

    @Override
    public void stop() {
        Host current = host;
        if (current != null) {
            current.stop().run();
        }
    }

    @Override
    public boolean isDraining() {
        return draining.get();
    }

    @Override
    public Loaded loaded() {
        Host current = host;
        return current == null
                ? new Loaded(Optional.empty(), startedAt, List.of())
                : current.watch().loaded();
    }
}
