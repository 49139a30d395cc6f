package dev.gatehouse.shim.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// Buffered reading from a blocking channel. For one thread.
public final class SocketInput extends InputStream {
    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024).limit(0);

    public SocketInput(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read() throws IOException {
        return buffer.hasRemaining() || fill() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] block, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!buffer.hasRemaining() && !fill()) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(block, offset, count);
        return count;
    }

    /// A reset is an end like any other: whoever reads knows whether it came too early.
    private boolean fill() {
        buffer.clear();
        int read;
        try {
            read = channel.read(buffer);
        } catch (IOException _) {
            read = -1;
        }
        buffer.flip();
        return read > 0;
    }
}
