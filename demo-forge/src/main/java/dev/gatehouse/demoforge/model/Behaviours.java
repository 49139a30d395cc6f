package dev.gatehouse.demoforge.model;

import dev.gatehouse.demoforge.model.Behaviour.CutsAfter;
import dev.gatehouse.demoforge.model.Behaviour.DelaysEvents;
import dev.gatehouse.demoforge.model.Behaviour.DelaysHead;
import dev.gatehouse.demoforge.model.Behaviour.OmitsUsage;
import dev.gatehouse.demoforge.model.Behaviour.SendsHugeEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What goes wrong in one call, all at once.
record Behaviours(List<Behaviour> all) {
    Behaviours {
        all = List.copyOf(all);
    }

    <B extends Behaviour> Optional<B> find(Class<B> type) {
        return all.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    boolean tellsUsage() {
        return find(OmitsUsage.class).isEmpty();
    }

    /// How many events are sent before the connection breaks.
    int events() {
        return find(CutsAfter.class).map(CutsAfter::events).orElse(Integer.MAX_VALUE);
    }

    int hugeBytes() {
        return find(SendsHugeEvent.class).map(SendsHugeEvent::bytes).orElse(0);
    }

    void delayHead() throws IOException {
        sleep(find(DelaysHead.class).map(DelaysHead::delay).orElse(Duration.ZERO));
    }

    void delayEvent() throws IOException {
        sleep(find(DelaysEvents.class).map(DelaysEvents::delay).orElse(Duration.ZERO));
    }

    private static void sleep(Duration delay) throws IOException {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while waiting", stopped);
        }
    }
}
