package dev.gatehouse.shim.exchange;

import java.io.IOException;
import java.io.InputStream;

/// A body of `Content-Length` bytes. Ending earlier is an error, not an end.
final class SizedBody extends InputStream {
    private final InputStream source;
    private long leftBytes;

    SizedBody(InputStream source, long lengthBytes) {
        this.source = source;
        this.leftBytes = lengthBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] block, int offset, int length) throws IOException {
        if (leftBytes == 0) {
            return -1;
        }
        int read = source.read(block, offset, (int) Math.min(length, leftBytes));
        if (read < 0) {
            throw BrokenAnswer.truncated(leftBytes + " bytes before its end");
        }
        leftBytes -= read;
        return read;
    }
}
