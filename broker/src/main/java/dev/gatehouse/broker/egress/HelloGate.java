package dev.gatehouse.broker.egress;

import dev.gatehouse.broker.audit.OutcomeEvent.Ending;
import dev.gatehouse.broker.egress.rule.Host;
import dev.gatehouse.broker.egress.tls.ClientHello;
import dev.gatehouse.broker.egress.tls.HelloReading;
import dev.gatehouse.broker.egress.tls.NoHello;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Stands at the begin of a tunnel and lets nothing upstream before the client has said, in a whole
/// ClientHello, that it means the server the CONNECT named (RFC 6066, 3). The answer to the CONNECT
/// is out by then, so it refuses with a TLS alert and closes.
final class HelloGate extends ChannelInboundHandlerAdapter {
    /// A fatal `unrecognized_name` (RFC 8446, 6), in a record of the oldest version.
    private static final byte[] ALERT = {21, 3, 1, 0, 2, 2, 112};

    private static final int OK = 200;
    private static final int FIRST_BYTES = 2048;

    private final Host expected;
    private final Passage passage;
    private final Channel upstream;
    private final EgressTimes times;
    private ByteBuf held = Unpooled.buffer(FIRST_BYTES);
    private @Nullable ScheduledFuture<?> late;
    private boolean over;

    HelloGate(Host expected, Passage passage, Channel upstream, EgressTimes times) {
        this.expected = expected;
        this.passage = passage;
        this.upstream = upstream;
        this.times = times;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        late =
                context.executor()
                        .schedule(
                                () -> refuse(context, "no whole ClientHello came in time"),
                                times.hello().toMillis(),
                                TimeUnit.MILLISECONDS);
        context.channel().eventLoop().execute(context.channel()::read);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (over) {
            bytes.release();
            return;
        }
        held.writeBytes(bytes);
        bytes.release();
        switch (ClientHello.read(ByteBufUtil.getBytes(held))) {
            case HelloReading.Incomplete _ -> {}
            case NoHello(String problem) -> refuse(context, "the client sent " + problem);
            case ClientHello(Optional<String> name) when name.equals(wanted()) -> pass(context);
            case ClientHello(Optional<String> name) when name.isEmpty() ->
                    refuse(context, "the ClientHello names no server");
            case ClientHello _ ->
                    refuse(context, "the ClientHello names another server than the CONNECT");
        }
    }

    private Optional<String> wanted() {
        return switch (expected) {
            case Host.Name(String name) -> Optional.of(name);
            case Host.Literal _ -> Optional.empty();
        };
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!over) {
            context.read();
        }
    }

    private void pass(ChannelHandlerContext context) {
        stop();
        ByteBuf hello = held;
        held = Unpooled.EMPTY_BUFFER;
        Tunnel.begin(context, this, upstream, passage, times.idle(), hello);
    }

    private void refuse(ChannelHandlerContext context, String detail) {
        if (over) {
            return;
        }
        stop();
        passage.cutOff(
                new Refusal(
                        RefusalCode.NOT_GRANTED,
                        "egress server name",
                        detail,
                        "send a ClientHello whose server_name is the host of the CONNECT"),
                OptionalInt.of(OK));
        upstream.close();
        context.writeAndFlush(Unpooled.wrappedBuffer(ALERT))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private void stop() {
        over = true;
        if (late != null) {
            late.cancel(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!over) {
            stop();
            upstream.close();
            passage.end(Ending.CLIENT_GONE, OptionalInt.of(OK), Optional.empty());
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
