package dev.gatehouse.broker.tool.mcp;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Tells who listens that the policy may have changed. Any thread.
public final class Changes {
    private final Set<Listening> all = ConcurrentHashMap.newKeySet();

    /// What somebody who listens hears.
    enum Event {
        CHANGED,
        /// Nothing, for a while.
        SILENCE,
        /// The broker stops.
        END
    }

    /// Somebody who listens, until closed.
    final class Listening implements AutoCloseable {
        private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

        /// Waits for what comes next.
        Event next(Duration patience) throws InterruptedException {
            Event event = events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            return event == null ? Event.SILENCE : event;
        }

        void end() {
            events.add(Event.END);
        }

        @Override
        public void close() {
            all.remove(this);
        }
    }

    Listening listen() {
        Listening listening = new Listening();
        all.add(listening);
        return listening;
    }

    /// Another configuration is in force.
    public void changed() {
        all.forEach(listening -> listening.events.add(Event.CHANGED));
    }
}
