package dev.gatehouse.shim.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// Writing to a blocking channel; a write that fails is [Broken], so that it is not taken for a
/// file that cannot be read.
public final class SocketOutput extends OutputStream {
    private final SocketChannel channel;

    public SocketOutput(SocketChannel channel) {
        this.channel = channel;
    }

    /// The broker reads no further. It may have answered before.
    public static final class Broken extends IOException {
        private static final long serialVersionUID = 1;

        Broken(IOException cause) {
            super(cause);
        }
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw new Broken(e);
        }
    }
}
