package dev.gatehouse.broker.egress;

import dev.gatehouse.broker.audit.OutcomeEvent.Ending;
import dev.gatehouse.broker.egress.rule.Authority;
import dev.gatehouse.broker.framing.FramedRequests;
import dev.gatehouse.protocol.Refusal;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;
import java.util.OptionalInt;

/// A CONNECT, up to the point where the connection stops to be HTTP. A connection whose CONNECT was
/// refused is closed: its client may have sent on without waiting for the answer.
final class ConnectExchange implements Exchange {
    private final ChannelHandlerContext context;
    private final EgressHandler handler;
    private final Passage passage;
    private final Authority target;

    ConnectExchange(
            ChannelHandlerContext context,
            EgressHandler handler,
            Passage passage,
            Authority target) {
        this.context = context;
        this.handler = handler;
        this.passage = passage;
        this.target = target;
    }

    /// The decoder has to be done with the request before it can go.
    @Override
    public void begin() {
        context.channel().read();
    }

    @Override
    public void content(HttpContent piece) {
        if (piece instanceof LastHttpContent) {
            passage.open(this::opened);
        } else {
            context.channel().read();
        }
    }

    private void opened(Opening opening) {
        switch (opening) {
            case Opening.Shut(Refusal refusal) ->
                    handler.answer(
                            context, Answers.refusal(refusal, passage.exchange(), false), false);
            case Opening.Open(Channel upstream) -> tunnel(upstream);
        }
    }

    /// From here on the bytes are not HTTP. What the client sent too early was kept before the
    /// decoder and comes to the guard now.
    private void tunnel(Channel upstream) {
        context.writeAndFlush(Answers.connected(passage.exchange()));
        ChannelPipeline pipeline = context.pipeline();
        pipeline.replace(
                handler,
                "hello",
                new HelloGuard(target.host(), passage, upstream, handler.times()));
        FramedRequests.removeFromProxy(pipeline);
    }

    @Override
    public void broken() {
        passage.end(Ending.CLIENT_GONE, OptionalInt.empty(), Optional.empty());
        context.close();
    }

    @Override
    public void clientGone() {
        passage.end(
                handler.isDraining() ? Ending.BROKER_STOPPED : Ending.CLIENT_GONE,
                OptionalInt.empty(),
                Optional.empty());
    }

    @Override
    public void writable(boolean writable) {}
}
