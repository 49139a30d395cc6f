package dev.gatehouse.broker.upstream.http;

import dev.gatehouse.broker.credential.mask.Masker;
import dev.gatehouse.broker.credential.mask.TokenMask;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Consumer;

/// Stars out every token the broker holds in one answer, head and body, however it is cut into
/// pieces.
public final class AnswerMask {
    private final TokenMask mask;
    private final Masker masker;

    public AnswerMask(TokenMask mask, Masker masker) {
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
        ByteBuf own = writable(bytes);
        ByteBuffer view = memoryOf(own);
        byte[] before = masker.mask(view);
        if (before.length > 0) {
            sink.accept(Unpooled.wrappedBuffer(before));
        }
        own.writerIndex(own.readerIndex() + view.remaining());
        if (own.isReadable()) {
            sink.accept(own);
        } else {
            own.release();
        }
    }

    /// Stars are written into the buffer's own memory. One that is in several pieces has none to
    /// show, one that is read-only takes none: those are copied.
    private static ByteBuf writable(ByteBuf bytes) {
        if (bytes.nioBufferCount() == 1 && !bytes.isReadOnly() && !memoryOf(bytes).isReadOnly()) {
            return bytes;
        }
        try {
            return Unpooled.buffer(bytes.readableBytes()).writeBytes(bytes);
        } finally {
            bytes.release();
        }
    }

    private static ByteBuffer memoryOf(ByteBuf bytes) {
        return bytes.internalNioBuffer(bytes.readerIndex(), bytes.readableBytes());
    }

    void end(Consumer<ByteBuf> sink) {
        byte[] last = masker.finish();
        if (last.length > 0) {
            sink.accept(Unpooled.wrappedBuffer(last));
        }
    }
}
