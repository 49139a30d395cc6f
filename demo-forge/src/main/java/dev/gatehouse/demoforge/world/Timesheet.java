package dev.gatehouse.demoforge.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The times of all issues, and the stopwatches that run. Nobody has two running: to start one
/// stops the other.
public final class Timesheet {
    private final LongSupplier ids;
    private final List<TrackedTime> times = new ArrayList<>();
    private final List<Stopwatch> stopwatches = new ArrayList<>();

    Timesheet(LongSupplier ids) {
        this.ids = ids;
    }

    public List<TrackedTime> times() {
        return List.copyOf(times);
    }

    public List<TrackedTime> times(Issue issue) {
        return times.stream().filter(time -> time.issue().equals(issue)).toList();
    }

    public TrackedTime add(Issue issue, Account account, Duration spent, Instant at) {
        var time = new TrackedTime(ids.getAsLong(), issue, account, spent, at);
        times.add(time);
        return time;
    }

    /// Whether there was such a time.
    public boolean remove(TrackedTime time) {
        return times.remove(time);
    }

    public List<Stopwatch> stopwatches(Account account) {
        return stopwatches.stream().filter(watch -> watch.account().equals(account)).toList();
    }

    public Optional<Stopwatch> running(Account account, Issue issue) {
        return stopwatches(account).stream()
                .filter(watch -> watch.issue().equals(issue))
                .findFirst();
    }

    public void start(Account account, Issue issue, Instant now) {
        stopwatches(account).forEach(running -> stop(running, now));
        stopwatches.add(new Stopwatch(account, issue, now));
    }

    /// Ends it and keeps the time.
    public void stop(Stopwatch running, Instant now) {
        cancel(running);
        add(running.issue(), running.account(), Duration.between(running.startedAt(), now), now);
    }

    /// Ends it and keeps nothing.
    public void cancel(Stopwatch running) {
        stopwatches.remove(running);
    }

    void forget(Issue issue) {
        times.removeIf(time -> time.issue().equals(issue));
        stopwatches.removeIf(watch -> watch.issue().equals(issue));
    }
}
