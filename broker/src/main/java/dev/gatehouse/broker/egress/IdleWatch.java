package dev.gatehouse.broker.egress;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Notices that no byte has moved for a while. On one event loop.
final class IdleWatch {
    private final EventLoop loop;
    private final Runnable onIdle;
    private final long limitNanos;
    private long lastNanos = System.nanoTime();
    private @Nullable ScheduledFuture<?> look;

    IdleWatch(EventLoop loop, Duration limit, Runnable onIdle) {
        this.loop = loop;
        this.onIdle = onIdle;
        this.limitNanos = limit.toNanos();
        schedule(limitNanos);
    }

    void touch() {
        lastNanos = System.nanoTime();
    }

    void stop() {
        if (look != null) {
            look.cancel(false);
            look = null;
        }
    }

    private void schedule(long nanos) {
        look = loop.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    }

    private void look() {
        long waited = System.nanoTime() - lastNanos;
        if (waited >= limitNanos) {
            look = null;
            onIdle.run();
        } else {
            schedule(limitNanos - waited);
        }
    }
}
