package dev.gatehouse.broker.relay.model;

import dev.gatehouse.broker.upstream.http.UpstreamCall;
import io.netty.buffer.ByteBuf;

/// A long request body on its way to the model, no faster than the model takes it. Each piece goes
/// when it was found in order, and the last one when all of the body was: a body without its end is
/// one that no server acts on.
final class PromptStream {
    private final UpstreamCall call;
    private final Runnable read;
    private boolean wanted = true;
    private boolean readOwed;

    /// @param read asks the agent for the next piece
    PromptStream(UpstreamCall call, Runnable read) {
        this.call = call;
        this.read = read;
    }

    /// The next piece was found in order.
    ///
    /// @param piece stays the caller's
    void accept(ByteBuf piece) {
        send(piece);
        call.flush();
        readOwed = !wanted;
        if (wanted) {
            read.run();
        }
    }

    /// With this piece the body is whole, and all of it was found in order.
    void end(ByteBuf piece) {
        send(piece);
        call.endOfBody();
    }

    private void send(ByteBuf piece) {
        if (piece.isReadable()) {
            call.body(piece.retain());
        }
    }

    void writable(boolean writable) {
        wanted = writable;
        if (writable && readOwed) {
            readOwed = false;
            read.run();
        }
    }
}
