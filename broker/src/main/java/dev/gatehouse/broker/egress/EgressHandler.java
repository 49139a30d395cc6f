package dev.gatehouse.broker.egress;

import dev.gatehouse.broker.door.Drain;
import dev.gatehouse.broker.door.LastCall;
import dev.gatehouse.broker.egress.rule.Authority;
import dev.gatehouse.broker.framing.BrokenRequest;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of a client's pipeline: one [Exchange] after the other. It asks for each message itself,
/// so a connection never has two requests under way. A CONNECT that is granted takes the connection
/// away from it.
final class EgressHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(EgressHandler.class);

    private final Services services;
    private final Supplier<Client> client;
    private @Nullable Exchange current;
    private @Nullable LastCall lastCall;
    private boolean served;

    EgressHandler(Services services, Supplier<Client> client) {
        this.services = services;
        this.client = client;
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
                        broken(context, "a head that is not valid HTTP");
                case HttpRequest request -> begin(context, request);
                case HttpContent content when current != null -> {
                    if (content.decoderResult().isFailure()) {
                        current.broken();
                    } else {
                        current.content(content);
                    }
                }
                case BrokenRequest _ when current != null -> current.broken();
                case BrokenRequest broken -> broken(context, broken.problem());
                default -> context.channel().read();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        served = true;
        if (lastCall != null) {
            lastCall.cancel();
        }
        switch (ProxyRequest.of(request)) {
            case ProxyRequest.Connect connect ->
                    start(
                            new ConnectExchange(
                                    context,
                                    this,
                                    passage(
                                            context,
                                            "egress.connect",
                                            Optional.of(connect.target())),
                                    connect.target()));
            case ProxyRequest.Forward forward ->
                    start(
                            new ForwardExchange(
                                    context,
                                    this,
                                    passage(
                                            context,
                                            forward.operation(),
                                            Optional.of(forward.target())),
                                    forward,
                                    request));
            case ProxyRequest.WhoAmI _ ->
                    answer(
                            context,
                            Answers.whoAmI(client.get(), services.ids().next(), keeps(request)),
                            keeps(request));
            case ProxyRequest.Unserved(Refusal refusal) -> refuse(context, refusal, keeps(request));
        }
    }

    private void start(Exchange exchange) {
        current = exchange;
        exchange.begin();
    }

    private void broken(ChannelHandlerContext context, String problem) {
        refuse(
                context,
                new Refusal(
                        RefusalCode.MALFORMED,
                        "framing",
                        "the request has " + problem,
                        "send HTTP/1.1 as RFC 9112 has it; the connection is closed"),
                false);
    }

    private void refuse(ChannelHandlerContext context, Refusal refusal, boolean keep) {
        Passage passage = passage(context, "egress", Optional.empty());
        passage.refuse(
                refusal,
                opening -> {
                    if (opening instanceof Opening.Shut(Refusal shown)) {
                        answer(context, Answers.refusal(shown, passage.exchange(), keep), keep);
                    }
                });
    }

    private Passage passage(
            ChannelHandlerContext context, String operation, Optional<Authority> target) {
        return new Passage(
                services, client.get(), context.channel().eventLoop(), operation, target);
    }

    /// Writes a whole answer; what came of the exchange is on record.
    ///
    /// @param keep whether the connection can carry another request
    void answer(ChannelHandlerContext context, FullHttpResponse response, boolean keep) {
        var written = context.writeAndFlush(response);
        if (!keep) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
        ended(context, keep);
    }

    /// The exchange is over.
    void ended(ChannelHandlerContext context, boolean keep) {
        current = null;
        if (!keep) {
            return;
        }
        if (lastCall != null) {
            lastCall.begin(served);
        }
        context.channel().read();
    }

    boolean isDraining() {
        return lastCall != null;
    }

    EgressTimes times() {
        return services.times();
    }

    /// Nothing of a body is on its way, and the broker goes on.
    private boolean keeps(HttpRequest request) {
        return lastCall == null
                && HttpUtil.isKeepAlive(request)
                && !HttpUtil.isTransferEncodingChunked(request)
                && HttpUtil.getContentLength(request, 0L) == 0;
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
            }
        } else if (event == ChannelInputShutdownEvent.INSTANCE && current == null) {
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.info("connection of agent {} broke: {}", client.get().agent().name(), cause.toString());
        context.close();
    }
}
