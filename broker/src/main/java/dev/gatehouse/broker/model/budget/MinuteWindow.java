package dev.gatehouse.broker.model.budget;

/// A sum over the last sixty seconds, in slots of one second. Guarded by its budget's lock.
final class MinuteWindow {
    private static final int SLOTS = 60;

    private final long[] slots = new long[SLOTS];
    private long second;
    private long sum;

    /// @param now in seconds; an earlier one than before counts as that
    void add(long now, long amount) {
        advance(now);
        slots[slot(second)] += amount;
        sum += amount;
    }

    long sum(long now) {
        advance(now);
        return sum;
    }

    /// Seconds until the sum is below a limit, if nothing is added; at least 1.
    long secondsUntilBelow(long now, long limit) {
        advance(now);
        long left = sum;
        for (int wait = 1; wait <= SLOTS; wait++) {
            left -= slots[slot(second + wait)];
            if (left < limit) {
                return wait;
            }
        }
        return SLOTS;
    }

    private void advance(long now) {
        long passed = Math.min(SLOTS, now - second);
        for (long step = 1; step <= passed; step++) {
            int slot = slot(now - passed + step);
            sum -= slots[slot];
            slots[slot] = 0;
        }
        second = Math.max(second, now);
    }

    private static int slot(long second) {
        return (int) Math.floorMod(second, (long) SLOTS);
    }
}
