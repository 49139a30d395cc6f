package dev.gatehouse.broker.egress;

import dev.gatehouse.broker.door.Drain;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One side of a tunnel: what comes from it goes to the other, and no more is asked for while the
/// other has enough to write.
final class TunnelEnd extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(TunnelEnd.class);

    private final Tunnel tunnel;
    private final Channel own;
    private final Channel other;
    private boolean ended;
    private boolean over;

    TunnelEnd(Tunnel tunnel, Channel own, Channel other) {
        this.tunnel = tunnel;
        this.own = own;
        this.other = other;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        take((ByteBuf) message);
    }

    void take(ByteBuf bytes) {
        if (over || !tunnel.count(this, bytes.readableBytes())) {
            bytes.release();
            return;
        }
        other.writeAndFlush(bytes, other.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!over && other.isWritable()) {
            context.read();
        }
    }

    /// This side takes bytes again, so the other is read again.
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (own.isWritable()) {
            other.read();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent && !ended) {
            ended = true;
            tunnel.ended(this, other);
        } else if (event == Drain.NOW) {
            tunnel.draining();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        tunnel.lost(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("one side of a tunnel broke: {}", cause.toString());
        context.close();
    }

    /// Whether this side has said that it sends no more.
    boolean hasEnded() {
        return ended;
    }

    /// Closes once what is on its way to this side is out, or after a while.
    void closeFlushed(Duration patience) {
        if (!over) {
            over = true;
            own.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            var cut =
                    own.eventLoop()
                            .schedule(
                                    () -> own.close(), patience.toMillis(), TimeUnit.MILLISECONDS);
            own.closeFuture().addListener(closed -> cut.cancel(false));
        }
    }
}
