package dev.gatehouse.broker.relay.model;

import dev.gatehouse.broker.model.budget.UsageReader;
import dev.gatehouse.broker.relay.answer.AnswerWriter;
import dev.gatehouse.broker.upstream.http.AnswerHead;
import dev.gatehouse.broker.upstream.http.AnswerSink;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A model's answer on its way to the agent, piece by piece as it comes, and what it says of its
/// cost.
final class ModelAnswer implements AnswerSink {
    /// What the exchange hears of its answer.
    interface Listener {
        /// A streamed body may go now.
        void bodyWanted();

        void bodyWritable(boolean writable);

        /// The last byte is about to go to the agent: what the call cost is known.
        void lastByte();

        void answered();

        /// There is no answer, or no more of it.
        void unanswered(Refusal refusal);
    }

    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_ERROR = 400;
    private static final Refusal REDIRECTED =
            new Refusal(
                    RefusalCode.UPSTREAM_UNREACHABLE,
                    "upstream",
                    "the model's server answered with a redirect, which is not followed",
                    "Tell the operator: model.url is not the API's address.");

    private final CallCost cost;
    private final AnswerWriter writer;
    private final List<String> dropped;
    private final BooleanSupplier keepAlive;
    private final Listener listener;
    private @Nullable UsageReader usage;
    private long announcedBytes = Long.MAX_VALUE;
    private boolean over;

    ModelAnswer(
            CallCost cost,
            AnswerWriter writer,
            List<String> dropped,
            BooleanSupplier keepAlive,
            Listener listener) {
        this.cost = cost;
        this.writer = writer;
        this.dropped = dropped;
        this.keepAlive = keepAlive;
        this.listener = listener;
    }

    /// The exchange ended: whatever still comes is dropped.
    void close() {
        over = true;
    }

    @Override
    public void ready() {
        if (!over) {
            listener.bodyWanted();
        }
    }

    @Override
    public void bodyWritable(boolean writable) {
        listener.bodyWritable(writable);
    }

    @Override
    public void head(AnswerHead head) {
        if (over) {
            return;
        }
        if (head.status() < FIRST_REDIRECT) {
            String type = head.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
            usage = cost.answered(type.toLowerCase(Locale.ROOT).startsWith("text/event-stream"));
        } else {
            cost.failed();
        }
        if (head.status() >= FIRST_REDIRECT && head.status() < FIRST_ERROR) {
            listener.unanswered(REDIRECTED);
            return;
        }
        Optional<String> length =
                Optional.ofNullable(head.headers().get(HttpHeaderNames.CONTENT_LENGTH));
        announcedBytes = length.map(Long::parseLong).orElse(Long.MAX_VALUE);
        writer.head(
                head.status(),
                ModelAnswerHeaders.of(head.headers()),
                length,
                Optional.empty(),
                dropped,
                keepAlive.getAsBoolean());
    }

    @Override
    public void content(ByteBuf bytes) {
        if (over) {
            bytes.release();
            return;
        }
        if (usage != null) {
            for (ByteBuffer part : bytes.nioBuffers()) {
                usage.accept(part);
            }
        }
        if (writer.bodyBytes() + bytes.readableBytes() >= announcedBytes) {
            listener.lastByte();
        }
        writer.content(bytes);
    }

    @Override
    public void end() {
        if (!over) {
            listener.lastByte();
            writer.end();
            listener.answered();
        }
    }

    @Override
    public void failed(Refusal refusal) {
        if (!over) {
            listener.unanswered(refusal);
        }
    }
}
