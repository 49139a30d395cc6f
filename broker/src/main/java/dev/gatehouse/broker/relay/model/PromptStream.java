package dev.gatehouse.broker.relay.model;

import dev.gatehouse.broker.upstream.http.UpstreamCall;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// A long request body on its way to the model, no faster than the model takes it. The piece that
/// came last is kept back until what follows it, or the end, was found in order: a body of which
/// the end is missing is one that no server acts on.
final class PromptStream {
    private final UpstreamCall call;
    private final Runnable read;
    private ByteBuf kept;
    private boolean wanted = true;
    private boolean readOwed;

    /// @param first what was held until now
    /// @param read asks the agent for the next piece
    PromptStream(UpstreamCall call, ByteBuf first, Runnable read) {
        this.call = call;
        this.kept = first;
        this.read = read;
    }

    /// What follows was found in order.
    ///
    /// @param piece stays the caller's
    void accept(ByteBuf piece) {
        if (piece.isReadable()) {
            call.body(kept);
            kept = piece.retain();
            call.flush();
        }
        readOwed = !wanted;
        if (wanted) {
            read.run();
        }
    }

    /// The whole body was found in order.
    void end(ByteBuf piece) {
        call.body(kept);
        kept = Unpooled.EMPTY_BUFFER;
        if (piece.isReadable()) {
            call.body(piece.retain());
        }
        call.endOfBody();
    }

    void writable(boolean writable) {
        wanted = writable;
        if (writable && readOwed) {
            readOwed = false;
            read.run();
        }
    }

    void close() {
        kept.release();
        kept = Unpooled.EMPTY_BUFFER;
    }
}
