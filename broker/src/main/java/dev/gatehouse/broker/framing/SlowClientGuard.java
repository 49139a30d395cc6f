package dev.gatehouse.broker.framing;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Cuts a client that holds a connection without getting on with its request: a head has to be
/// whole [#HEAD] after its first byte, a body must not pause for [#BODY], and a connection without
/// a request is kept for [#IDLE]. While the broker itself does not want to read, no time passes.
/// And one that takes nothing of its answer for [#ANSWER].
final class SlowClientGuard extends ChannelDuplexHandler {
    static final Duration HEAD = Duration.ofSeconds(10);
    static final Duration BODY = Duration.ofSeconds(30);
    static final Duration IDLE = Duration.ofSeconds(75);
    static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(SlowClientGuard.class);

    private final RequestGrammar grammar;
    private final LongSupplier nanoTime;
    private final Untaken untaken = new Untaken();
    private @Nullable ScheduledFuture<?> look;
    private boolean wanted;
    private boolean insideHead;
    private long sinceNanos;
    private long spentNanos;

    SlowClientGuard(RequestGrammar grammar, LongSupplier nanoTime) {
        this.grammar = grammar;
        this.nanoTime = nanoTime;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        sinceNanos = nanoTime.getAsLong();
        look =
                context.executor()
                        .scheduleWithFixedDelay(
                                () -> look(context),
                                LOOK.toMillis(),
                                LOOK.toMillis(),
                                TimeUnit.MILLISECONDS);
        context.fireChannelActive();
    }

    @Override
    public void read(ChannelHandlerContext context) {
        if (!wanted) {
            wanted = true;
            sinceNanos = nanoTime.getAsLong();
        }
        context.read();
    }

    /// Bytes came: the clock starts anew, except in the middle of a head, where what was spent
    /// before the next wish to read still counts.
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!insideHead || !grammar.isInsideHead()) {
            spentNanos = 0;
        } else if (wanted) {
            spentNanos += nanoTime.getAsLong() - sinceNanos;
        }
        wanted = false;
        insideHead = grammar.isInsideHead();
        context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stop();
    }

    private void stop() {
        if (look != null) {
            look.cancel(false);
        }
    }

    private void look(ChannelHandlerContext context) {
        long now = nanoTime.getAsLong();
        if (untaken.nanos(context.channel(), now) >= ANSWER.toNanos()) {
            cut(context, "it took nothing of its answer", ANSWER);
            return;
        }
        Duration limit = insideHead ? HEAD : grammar.isInsideBody() ? BODY : IDLE;
        if (wanted && spentNanos + now - sinceNanos >= limit.toNanos()) {
            cut(context, insideHead ? "no whole head came" : "nothing came", limit);
        }
    }

    private static void cut(ChannelHandlerContext context, String what, Duration limit) {
        LOG.info("a client is cut: {} within {} s", what, limit.toSeconds());
        context.close();
    }
}
