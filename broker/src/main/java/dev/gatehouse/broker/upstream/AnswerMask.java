package dev.gatehouse.broker.upstream;

import dev.gatehouse.broker.credential.mask.Masker;
import dev.gatehouse.broker.credential.mask.TokenMask;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Map;
import java.util.function.Consumer;

/// Stars out every token the broker holds in one answer, head and body, however it is cut into
/// pieces.
final class AnswerMask {
    private final TokenMask mask;
    private final Masker masker;

    AnswerMask(TokenMask mask, Masker masker) {
        this.mask = mask;
        this.masker = masker;
    }

    void head(HttpHeaders headers) {
        for (Map.Entry<String, String> header : headers.entries()) {
            String masked = mask.mask(header.getValue());
            if (!masked.equals(header.getValue())) {
                headers.set(header.getKey(), masked);
            }
        }
    }

    /// Passes on what is certain by now; up to the length of a token is held back.
    void content(ByteBuf bytes, Consumer<ByteBuf> sink) {
        var view = bytes.internalNioBuffer(bytes.readerIndex(), bytes.readableBytes());
        byte[] before = masker.mask(view);
        if (before.length > 0) {
            sink.accept(Unpooled.wrappedBuffer(before));
        }
        bytes.writerIndex(bytes.readerIndex() + view.remaining());
        if (bytes.isReadable()) {
            sink.accept(bytes);
        } else {
            bytes.release();
        }
    }

    void end(Consumer<ByteBuf> sink) {
        byte[] last = masker.finish();
        if (last.length > 0) {
            sink.accept(Unpooled.wrappedBuffer(last));
        }
    }
}
