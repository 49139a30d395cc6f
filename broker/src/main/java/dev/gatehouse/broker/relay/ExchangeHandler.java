package dev.gatehouse.broker.relay;

import dev.gatehouse.broker.door.Drain;
import dev.gatehouse.broker.door.LastCall;
import dev.gatehouse.broker.framing.BrokenRequest;
import dev.gatehouse.broker.relay.request.RequestHead;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of an agent's pipeline: one [CurrentExchange] after the other. It asks for each message
/// itself, so a connection never has two requests under way.
public final class ExchangeHandler extends ChannelInboundHandlerAdapter {
    /// Makes the exchange for a request head.
    @FunctionalInterface
    public interface Opening {
        /// @param onEnd hears once that the exchange is over
        CurrentExchange open(
                ChannelHandlerContext context, RequestHead head, Consumer<CurrentExchange> onEnd);
    }

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeHandler.class);

    private final Opening opening;
    private final String name;
    private @Nullable CurrentExchange current;
    private @Nullable LastCall lastCall;
    private boolean served;
    private boolean failed;

    /// @param name of the connection, in the log
    public ExchangeHandler(Opening opening, String name) {
        this.opening = opening;
        this.name = name;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.channel().read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            switch (message) {
                case HttpRequest request when request.decoderResult().isFailure() ->
                        begin(context, unreadable()).broken("a head that is not valid HTTP");
                case HttpRequest request -> begin(context, RequestHead.of(request)).begin();
                case HttpContent content
                        when current != null && content.decoderResult().isFailure() ->
                        current.broken("a body that is not valid HTTP");
                case HttpContent content when current != null -> current.content(content);
                case BrokenRequest broken when current != null -> current.broken(broken.problem());
                case BrokenRequest broken -> begin(context, unreadable()).broken(broken.problem());
                default -> context.channel().read();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (current != null) {
            current.clientGone();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (current != null) {
            current.writable(context.channel().isWritable());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == Drain.NOW && lastCall == null) {
            lastCall = new LastCall(context.channel());
            if (current == null) {
                lastCall.begin(served);
            } else {
                current.lastCall();
            }
        } else if (event == ChannelInputShutdownEvent.INSTANCE && current == null) {
            context.close();
        }
        context.fireUserEventTriggered(event);
    }

    /// Every write that was waiting fails by itself; the log hears of the first.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!failed) {
            failed = true;
            LOG.info("{} broke: {}", name, cause.toString());
        }
        context.close();
    }

    private CurrentExchange begin(ChannelHandlerContext context, RequestHead head) {
        served = true;
        if (lastCall != null) {
            lastCall.cancel();
        }
        CurrentExchange started =
                opening.open(
                        context,
                        lastCall == null ? head : head.asLast(),
                        ended -> ended(context, ended));
        current = started;
        return started;
    }

    private void ended(ChannelHandlerContext context, CurrentExchange exchange) {
        current = null;
        if (!exchange.keepsAlive()) {
            return;
        }
        if (lastCall != null) {
            lastCall.begin(served);
        }
        context.channel().read();
    }

    private static RequestHead unreadable() {
        return new RequestHead(
                "-", "-", new DefaultHttpHeaders(), true, OptionalLong.empty(), false);
    }
}
