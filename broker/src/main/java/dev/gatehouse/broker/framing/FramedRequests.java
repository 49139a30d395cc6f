package dev.gatehouse.broker.framing;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;

/// The stages from bytes to HTTP messages. Behind them stands whoever answers; it gets a
/// [BrokenRequest] in place of what cannot be framed, answers that and closes.
public final class FramedRequests {
    private static final String SLOW = "slow";
    private static final String FRAMING = "framing";
    private static final String CODEC = "codec";
    private static final String ONE_BY_ONE = "one-by-one";
    private static final String WISH = "wish";

    private FramedRequests() {}

    /// Adds the stages at the end of a new connection's pipeline.
    public static void addTo(ChannelPipeline pipeline) {
        add(pipeline, new RequestGrammar());
    }

    /// The same for a channel that does not read by itself: a message comes for each one that is
    /// asked for, so that a connection never has two requests under way.
    public static void addAskedTo(ChannelPipeline pipeline) {
        add(pipeline, new RequestGrammar());
        addOneByOne(pipeline);
    }

    /// As [#addAskedTo], for a proxy: what comes behind the head of a CONNECT is no HTTP any more,
    /// and is kept from all stages until [#removeFromProxy].
    public static void addToProxy(ChannelPipeline pipeline) {
        add(pipeline, RequestGrammar.ofProxy());
        addOneByOne(pipeline);
    }

    /// Takes the stages out of a proxy's pipeline. What was kept goes to the handlers that are
    /// left.
    public static void removeFromProxy(ChannelPipeline pipeline) {
        pipeline.remove(WISH);
        pipeline.remove(ONE_BY_ONE);
        pipeline.remove(CODEC);
        pipeline.remove(SLOW);
        pipeline.remove(FRAMING);
    }

    private static void add(ChannelPipeline pipeline, RequestGrammar grammar) {
        pipeline.addLast(SLOW, new SlowClientGuard(grammar, System::nanoTime))
                .addLast(FRAMING, new FramingGuard(grammar))
                .addLast(CODEC, new HttpServerCodec(decoder()));
    }

    private static void addOneByOne(ChannelPipeline pipeline) {
        pipeline.addLast(ONE_BY_ONE, new FlowControlHandler()).addLast(WISH, new RepeatedWish());
    }

    /// A little wider than the grammar's own limits, so that it is the grammar which says no.
    private static HttpDecoderConfig decoder() {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(RequestGrammar.MAX_REQUEST_LINE_BYTES + 1024)
                .setMaxHeaderSize(RequestGrammar.MAX_HEAD_BYTES + 1024)
                .setMaxChunkSize(64 * 1024);
    }
}
