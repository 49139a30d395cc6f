package dev.gatehouse.broker.worker.docker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The next bytes of a stream, so many and no more. An early end of the stream is an error, not a
/// shorter body.
final class LimitedInput extends InputStream {
    private final InputStream in;
    private long left;

    LimitedInput(InputStream in, long bytes) {
        this.in = in;
        this.left = bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = in.read(buffer, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException(left + " bytes of the answer are missing");
        }
        left -= read;
        return read;
    }
}
