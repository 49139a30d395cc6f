package dev.gatehouse.broker.model.budget;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that stands still until it is moved.
final class TestingClock implements InstantSource {
    private final AtomicReference<Instant> now;

    TestingClock(String now) {
        this.now = new AtomicReference<>(Instant.parse(now));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }
}
