package dev.gatehouse.broker;

import dev.gatehouse.broker.systemd.Notifier;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the service manager informed while a broker serves: what it has to do, and that it is not
/// hung. A broker that hangs sends no sign of life, and is started anew.
final class Supervision implements ConfigurationWatch.Onlooker, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);
    private static final Duration STATUS_EVERY = Duration.ofSeconds(5);

    private final Notifier manager;
    private final Supplier<String> status;
    private final Predicate<Duration> answers;
    private final ScheduledExecutorService clock;
    private String told = "";
    private boolean stopping;
    private boolean hung;

    /// @param status one line, asked for every few seconds
    /// @param answers whether the broker gives a sign of life within a time
    Supervision(Notifier manager, Supplier<String> status, Predicate<Duration> answers) {
        this.manager = manager;
        this.status = status;
        this.answers = answers;
        this.clock =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("service-manager").daemon().factory());
    }

    /// Says that the service is ready, and keeps saying how it is.
    void serving() {
        if (!manager.isThere()) {
            return;
        }
        tell();
        manager.ready();
        every(STATUS_EVERY, this::tell);
        manager.watchdog()
                .map(patience -> patience.dividedBy(2))
                .ifPresent(half -> every(half, () -> look(half.dividedBy(2))));
    }

    @Override
    public void reloading() {
        manager.reloading();
    }

    @Override
    public void reloaded() {
        manager.ready();
    }

    /// Signs of life go on: calls under way may take their time.
    synchronized void stopping(Duration limit) {
        stopping = true;
        manager.stopping();
        manager.status("stopping: calls under way have " + limit.toSeconds() + " s to end");
    }

    private void every(Duration interval, Runnable task) {
        clock.scheduleAtFixedRate(
                task, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void tell() {
        String now = status.get();
        if (!stopping && !now.equals(told)) {
            told = now;
            manager.status(now);
        }
    }

    private void look(Duration limit) {
        if (answers.test(limit)) {
            hung = false;
            manager.alive();
        } else if (!hung) {
            hung = true;
            LOG.error(
                    "an event loop did not answer within {} ms: no sign of life goes to the"
                            + " service manager, which will start the broker anew",
                    limit.toMillis());
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
