package dev.gatehouse.broker.upstream.http;

import dev.gatehouse.protocol.Refusal;
import io.netty.buffer.ByteBuf;

/// Takes what comes of a call. Always called on the call's event loop, in the order `ready`,
/// `head`, `content`..., and then either `end` or `failed`, once.
public interface AnswerSink {
    /// The request head is on its way; a streamed body may follow now.
    void ready();

    /// Whether the connection takes more of the body just now.
    void bodyWritable(boolean writable);

    void head(AnswerHead head);

    /// A piece of the body; the sink releases it.
    void content(ByteBuf bytes);

    void end();

    /// Nothing more comes. Before `head`, this is the answer; after it, the answer is cut.
    void failed(Refusal refusal);
}
