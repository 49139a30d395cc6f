package dev.gatehouse.broker.worker.gate;

import java.time.Duration;

/// What becomes of runs that are under way in a worker that is to be replaced.
///
/// @param limit how long they are waited for
/// @param cut whether they are cut off after it; else nothing is replaced
public record Drain(Duration limit, boolean cut) {
    /// Long enough for most of what an agent does in one run.
    public static final Drain DEFAULT = new Drain(Duration.ofMinutes(10), false);

    /// Nobody is waited for.
    public static final Drain NOW = new Drain(Duration.ZERO, true);

    public Drain {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("runs are waited for 0 s or more, not " + limit);
        }
    }

    public static Drain atMost(Duration limit) {
        return new Drain(limit, false);
    }
}
