package dev.gatehouse.broker.relay.answer;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.Function;

/// The body of an answer that is written anew before any of it is shown.
public final class HeldAnswer {
    private static final int MAX_BYTES = 16 << 20;

    private final Function<byte[], Optional<byte[]>> rewrite;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean tooLarge;

    public HeldAnswer(Function<byte[], Optional<byte[]>> rewrite) {
        this.rewrite = rewrite;
    }

    public void add(ByteBuf bytes) {
        tooLarge |= held.size() + bytes.readableBytes() > MAX_BYTES;
        if (!tooLarge) {
            byte[] piece = new byte[bytes.readableBytes()];
            bytes.readBytes(piece);
            held.writeBytes(piece);
        }
    }

    /// What is shown instead; none where the answer cannot be read.
    public Optional<byte[]> rewritten() {
        return tooLarge ? Optional.empty() : rewrite.apply(held.toByteArray());
    }
}
