package dev.gatehouse.broker.listener;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A turn of every event loop: what was handed to them before has run by then.
public final class Turn {
    private Turn() {}

    /// Waits for it. Not for an event loop.
    ///
    /// @return false where a loop did not come round within the limit
    public static boolean ofAll(EventLoopGroup loops, Duration limit) {
        List<Future<?>> turns = new ArrayList<>();
        for (EventExecutor loop : loops) {
            turns.add(loop.submit(() -> {}));
        }
        long deadline = System.nanoTime() + limit.toNanos();
        return turns.stream()
                .allMatch(turn ->
                        turn.awaitUninterruptibly(
                                deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
    }
}
