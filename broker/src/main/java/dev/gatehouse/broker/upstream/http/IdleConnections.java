package dev.gatehouse.broker.upstream.http;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The connections of one event loop that wait for their next call, for a while and not too many.
/// The one used last goes out first, so that the others grow old. On its loop only.
final class IdleConnections {
    static final int MOST = 32;
    static final Duration LONGEST = Duration.ofSeconds(15);

    private final EventLoop loop;
    private final LongSupplier nanoTime;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private boolean watched;

    private record Idle(Channel channel, long sinceNanos) {}

    IdleConnections(EventLoop loop, LongSupplier nanoTime) {
        this.loop = loop;
        this.nanoTime = nanoTime;
    }

    Optional<Channel> take() {
        for (Idle last = idle.pollLast(); last != null; last = idle.pollLast()) {
            if (last.channel().isActive()) {
                return Optional.of(last.channel());
            }
        }
        return Optional.empty();
    }

    /// Closes the channel where there is no room for it.
    void give(Channel channel) {
        if (idle.size() >= MOST) {
            idle.removeIf(each -> !each.channel().isActive());
        }
        if (!channel.isActive() || idle.size() >= MOST) {
            channel.close();
            return;
        }
        channel.config().setAutoRead(true);
        idle.addLast(new Idle(channel, nanoTime.getAsLong()));
        watch();
    }

    /// One look for all of them: a timer for each call would cost more than the look.
    private void watch() {
        if (!watched && !idle.isEmpty()) {
            watched = true;
            long old = nanoTime.getAsLong() - idle.getFirst().sinceNanos();
            var _ = loop.schedule(this::closeOld, LONGEST.toNanos() - old, TimeUnit.NANOSECONDS);
        }
    }

    private void closeOld() {
        watched = false;
        long now = nanoTime.getAsLong();
        while (!idle.isEmpty() && now - idle.getFirst().sinceNanos() >= LONGEST.toNanos()) {
            idle.removeFirst().channel().close();
        }
        watch();
    }
}
