package dev.gatehouse.broker.egress;

import dev.gatehouse.broker.audit.OutcomeEvent.Ending;
import dev.gatehouse.broker.egress.rule.Host;
import dev.gatehouse.broker.egress.tls.ClientHellos;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Stands before a tunnel's client side and holds back what may be a ClientHello until the whole of
/// it has named the server of the CONNECT (RFC 6066, 3). The tunnel begins with the first. The
/// answer to the CONNECT is out by then, so it refuses by a TLS alert and closes.
final class HelloGuard extends ChannelInboundHandlerAdapter {
    /// A fatal `unrecognized_name` (RFC 8446, 6), in a record of the oldest version.
    private static final byte[] ALERT = {21, 3, 1, 0, 2, 2, 112};

    private final ClientHellos hellos;
    private final Passage passage;
    private final Channel upstream;
    private final EgressTimes times;
    private final ByteBuf held = Unpooled.buffer();
    private @Nullable ScheduledFuture<?> late;
    private @Nullable Tunnel tunnel;
    private boolean refused;

    HelloGuard(Host expected, Passage passage, Channel upstream, EgressTimes times) {
        this.hellos = new ClientHellos(serverName(expected));
        this.passage = passage;
        this.upstream = upstream;
        this.times = times;
    }

    /// An address is no server name (RFC 6066, 3).
    private static Optional<String> serverName(Host host) {
        return switch (host) {
            case Host.Name(String name) -> Optional.of(name);
            case Host.Literal _ -> Optional.empty();
        };
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        late =
                context.executor()
                        .schedule(
                                () -> refuse(context, "no whole ClientHello in time"),
                                times.hello().toMillis(),
                                TimeUnit.MILLISECONDS);
        context.executor().execute(context.channel()::read);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        int decided = bytes.readerIndex();
        for (int at = decided; at < bytes.writerIndex() && !refused; ) {
            int skippable = Math.min(hellos.skippableBytes(), bytes.writerIndex() - at);
            if (skippable > 0) {
                hellos.skip(skippable);
                at += skippable;
            } else {
                hellos.accept(bytes.getByte(at)).ifPresent(problem -> refuse(context, problem));
                at++;
            }
            if (!hellos.isUndecided()) {
                decided = at;
            }
        }
        if (refused) {
            bytes.release();
        } else {
            pass(context, bytes, decided);
        }
    }

    /// @param decided the index up to which the bytes may go on, and with them all that was held
    private void pass(ChannelHandlerContext context, ByteBuf bytes, int decided) {
        if (tunnel == null && hellos.haveBegun()) {
            stopWaiting();
            tunnel = Tunnel.begin(context.channel(), upstream, passage, times.idle());
        }
        if (decided > bytes.readerIndex()) {
            if (held.isReadable()) {
                context.fireChannelRead(held.readBytes(held.readableBytes()));
                held.clear();
            }
            context.fireChannelRead(bytes.readRetainedSlice(decided - bytes.readerIndex()));
        }
        held.writeBytes(bytes);
        bytes.release();
    }

    private void refuse(ChannelHandlerContext context, String problem) {
        if (refused) {
            return;
        }
        refused = true;
        stopWaiting();
        passage.cutOff(
                new Refusal(
                        RefusalCode.NOT_GRANTED,
                        "egress server name",
                        "the client sent " + problem,
                        "send a ClientHello whose server_name is the host of the CONNECT"),
                Tunnel.OK);
        context.writeAndFlush(Unpooled.wrappedBuffer(ALERT)).addListener(sent -> context.close());
        upstream.close();
    }

    private void stopWaiting() {
        if (late != null) {
            late.cancel(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (tunnel == null) {
            context.read();
        } else {
            context.fireChannelReadComplete();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopWaiting();
        if (tunnel == null) {
            upstream.close();
            passage.end(Ending.CLIENT_GONE, Tunnel.OK, Optional.empty());
        } else {
            context.fireChannelInactive();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        held.release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
