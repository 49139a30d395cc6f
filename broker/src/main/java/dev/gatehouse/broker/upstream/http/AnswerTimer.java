package dev.gatehouse.broker.upstream.http;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Watches that an answer comes on. It does not count while the agent takes its time to read.
final class AnswerTimer {
    private final EventLoop loop;
    private final Runnable onTimeout;
    private @Nullable ScheduledFuture<?> check;
    private long limitNanos;
    private long lastNanos;
    private long dueNanos;
    private boolean paused;

    AnswerTimer(EventLoop loop, Runnable onTimeout) {
        this.loop = loop;
        this.onTimeout = onTimeout;
    }

    /// Starts to wait, or goes on with another limit. A look that comes too early sees so itself,
    /// and one that is scheduled is not taken back for a later one: that costs each call more.
    void await(Duration limit) {
        limitNanos = limit.toNanos();
        touch();
        if (check == null || lastNanos + limitNanos - dueNanos < 0) {
            cancel();
            schedule(limitNanos);
        }
    }

    void touch() {
        lastNanos = System.nanoTime();
    }

    void pause(boolean now) {
        paused = now;
        touch();
    }

    void cancel() {
        if (check != null) {
            check.cancel(false);
            check = null;
        }
    }

    private void schedule(long nanos) {
        dueNanos = System.nanoTime() + nanos;
        check = loop.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    }

    private void look() {
        long waited = System.nanoTime() - lastNanos;
        if (!paused && waited >= limitNanos) {
            check = null;
            onTimeout.run();
        } else {
            schedule(paused ? limitNanos : limitNanos - waited);
        }
    }
}
