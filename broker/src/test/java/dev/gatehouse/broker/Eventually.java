package dev.gatehouse.broker;

import java.time.Duration;

/// Waiting for something that comes about in another thread or process.
public final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Eventually() {}

    /// Something that becomes true.
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /// Waits until it holds.
    public static void eventually(Condition condition) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come about within " + LIMIT);
            }
            Thread.sleep(Duration.ofMillis(20));
        }
    }
}
