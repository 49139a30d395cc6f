package dev.gatehouse.broker.framing;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/// What is written to a client and waits, seen now and then. A timer for each write would cost a
/// call more than these looks cost a connection.
final class Untaken {
    private @Nullable Object first;
    private long taken;
    private long waiting;
    private long sinceNanos;

    /// For how long the client has taken nothing; 0 where nothing waits for it.
    @SuppressWarnings("ReferenceEquality") // whether it is still that one
    long nanos(Channel channel, long now) {
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        if (out == null || out.current() == null) {
            first = null;
            return 0;
        }
        if (out.current() != first
                || out.currentProgress() != taken
                || out.totalPendingWriteBytes() < waiting) {
            sinceNanos = now;
        }
        first = out.current();
        taken = out.currentProgress();
        waiting = out.totalPendingWriteBytes();
        return now - sinceNanos;
    }
}
