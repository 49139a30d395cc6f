package dev.gatehouse.broker.framing;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.util.concurrent.TimeUnit;

/// The stages from bytes to HTTP messages. Behind them stands whoever answers; it gets a
/// [BrokenRequest] in place of what cannot be framed, answers that and closes.
public final class FramedRequests {
    private static final int WRITE_TIMEOUT_SECONDS = 60;

    private FramedRequests() {}

    /// Adds the stages at the end of a new connection's pipeline.
    public static void addTo(ChannelPipeline pipeline) {
        RequestGrammar grammar = new RequestGrammar();
        pipeline.addLast("slow", new SlowClientGuard(grammar, System::nanoTime))
                .addLast("stuck", new WriteTimeoutHandler(WRITE_TIMEOUT_SECONDS, TimeUnit.SECONDS))
                .addLast("framing", new FramingGuard(grammar))
                .addLast("codec", new HttpServerCodec(decoder()));
    }

    /// A little wider than the grammar's own limits, so that it is the grammar which says no.
    private static HttpDecoderConfig decoder() {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(RequestGrammar.MAX_REQUEST_LINE_BYTES + 1024)
                .setMaxHeaderSize(RequestGrammar.MAX_HEAD_BYTES + 1024)
                .setMaxChunkSize(64 * 1024);
    }
}
