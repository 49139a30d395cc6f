package dev.gatehouse.broker.egress;

import dev.gatehouse.broker.egress.reach.Pending;
import java.util.concurrent.atomic.AtomicInteger;

/// What one agent has under way, over all its connections.
final class AgentUse {
    private final AtomicInteger connections = new AtomicInteger();
    private final Pending lookups = new Pending();

    boolean enter(int most) {
        if (connections.incrementAndGet() > most) {
            connections.decrementAndGet();
            return false;
        }
        return true;
    }

    void leave() {
        connections.decrementAndGet();
    }

    int underWay() {
        return connections.get();
    }

    Pending lookups() {
        return lookups;
    }
}
