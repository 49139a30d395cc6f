package dev.gatehouse.shim.mcp;

import dev.gatehouse.shim.console.Failure;

/// The time between two tries at the same stream: each is longer than the one before.
final class Pause {
    private static final int FIRST_MILLIS = 500;
    private static final int LONGEST_MILLIS = 30_000;

    private int millis = FIRST_MILLIS;

    void await() throws Failure {
        await(0);
    }

    /// @param askedMillis what the broker asked for; 0 where it did not
    void await(int askedMillis) throws Failure {
        try {
            Thread.sleep(askedMillis > 0 ? askedMillis : millis);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Failure.unreachable("interrupted while waiting for the broker");
        }
        millis = Math.min(millis * 2, LONGEST_MILLIS);
    }

    /// The last try was of use.
    void reset() {
        millis = FIRST_MILLIS;
    }
}
