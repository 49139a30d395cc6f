package dev.gatehouse.broker.tool.pull;

import dev.gatehouse.broker.tool.ToolFailure;
import java.time.Duration;

/// Looks again and again at something that takes its time, less and less often.
final class Patience {
    /// Lets time pass; a test's does not.
    @FunctionalInterface
    interface Pause {
        void pass(Duration time) throws InterruptedException;
    }

    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Duration most;
    private final Pause pause;
    private Duration next = FIRST;
    private Duration waited = Duration.ZERO;

    /// @param most after so much time there is no other look
    Patience(Duration most, Pause pause) {
        this.most = most;
        this.pause = pause;
    }

    Duration waited() {
        return waited;
    }

    /// Waits; false where it has been long enough.
    boolean again() throws ToolFailure {
        Duration left = most.minus(waited);
        if (!left.isPositive()) {
            return false;
        }
        Duration now = next.compareTo(left) < 0 ? next : left;
        try {
            pause.pass(now);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            throw ToolFailure.unreachable("the wait was cancelled");
        }
        waited = waited.plus(now);
        Duration longer = next.multipliedBy(3).dividedBy(2);
        next = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
        return true;
    }
}
