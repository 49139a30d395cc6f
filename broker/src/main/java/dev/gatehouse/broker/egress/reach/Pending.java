package dev.gatehouse.broker.egress.reach;

import java.util.concurrent.atomic.AtomicInteger;

/// How many lookups of one agent are under way, those included that nobody waits for any more.
public final class Pending {
    private static final int MOST = 32;

    private final AtomicInteger lookups = new AtomicInteger();

    boolean enter() {
        if (lookups.incrementAndGet() > MOST) {
            lookups.decrementAndGet();
            return false;
        }
        return true;
    }

    void leave() {
        lookups.decrementAndGet();
    }
}
