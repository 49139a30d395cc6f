package dev.gatehouse.broker.credential;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Stands still until it is moved.
public final class TestingClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    public void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
