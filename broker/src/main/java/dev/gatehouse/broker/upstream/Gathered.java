package dev.gatehouse.broker.upstream;

import dev.gatehouse.broker.upstream.http.AnswerHead;
import dev.gatehouse.broker.upstream.http.AnswerSink;
import dev.gatehouse.broker.upstream.http.UpstreamFault;
import dev.gatehouse.protocol.Refusal;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Gathers the answer to a question of the broker's own, up to a cap.
final class Gathered implements AnswerSink {
    /// A whole answer, or why there is none.
    sealed interface Result {
        record Whole(int status, Optional<String> location, byte[] body) implements Result {}

        record Failed(Refusal refusal) implements Result {}
    }

    private static final int MAX_BYTES = 1 << 20;

    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable AnswerHead head;
    private boolean tooLarge;

    CompletableFuture<Result> result() {
        return result;
    }

    @Override
    public void ready() {}

    @Override
    public void bodyWritable(boolean writable) {}

    @Override
    public void head(AnswerHead answer) {
        head = answer;
    }

    @Override
    public void content(ByteBuf bytes) {
        tooLarge |= body.size() + bytes.readableBytes() > MAX_BYTES;
        if (!tooLarge) {
            byte[] piece = new byte[bytes.readableBytes()];
            bytes.readBytes(piece);
            body.writeBytes(piece);
        }
        bytes.release();
    }

    @Override
    public void end() {
        if (tooLarge || head == null) {
            failed(UpstreamFault.NOT_HTTP.refusal(ForgeClient.SERVER));
        } else {
            result.complete(
                    new Result.Whole(
                            head.status(),
                            Optional.ofNullable(head.headers().get("location")),
                            body.toByteArray()));
        }
    }

    @Override
    public void failed(Refusal refusal) {
        result.complete(new Result.Failed(refusal));
    }
}
