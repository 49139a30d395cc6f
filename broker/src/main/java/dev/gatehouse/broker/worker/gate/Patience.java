package dev.gatehouse.broker.worker.gate;

import java.io.InterruptedIOException;
import java.time.Duration;

/// Waiting for something that nobody announces, up to a limit.
final class Patience {
    private static final Duration STEP = Duration.ofMillis(20);

    private final long end;

    Patience(Duration limit) {
        this.end = System.nanoTime() + limit.toNanos();
    }

    /// Sleeps for a moment.
    ///
    /// @return false, at once, where the limit is reached
    boolean lasts() throws InterruptedIOException {
        if (System.nanoTime() - end >= 0) {
            return false;
        }
        try {
            Thread.sleep(STEP);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a worker");
        }
    }
}
