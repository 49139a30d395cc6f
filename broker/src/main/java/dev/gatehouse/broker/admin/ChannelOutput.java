package dev.gatehouse.broker.admin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes to a channel and remembers that it broke, so that this is told apart from a fault of
/// whoever writes.
final class ChannelOutput extends OutputStream {
    private final WritableByteChannel channel;
    private @Nullable IOException failure;

    ChannelOutput(WritableByteChannel channel) {
        this.channel = channel;
    }

    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException broke) {
            failure = broke;
            throw broke;
        }
    }
}
