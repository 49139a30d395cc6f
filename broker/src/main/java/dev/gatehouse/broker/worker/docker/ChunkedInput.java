package dev.gatehouse.broker.worker.docker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// A chunked body (RFC 9112, 7.1) without its framing. A body that ends before its last chunk is an
/// error, not a shorter body.
final class ChunkedInput extends InputStream {
    private static final int MAX_LINE_BYTES = 8 * 1024;

    private final InputStream in;
    private InputStream chunk = InputStream.nullInputStream();
    private boolean begun;
    private boolean ended;

    ChunkedInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read = chunk.read(buffer, offset, length);
        while (read < 0 && !ended) {
            next();
            read = chunk.read(buffer, offset, length);
        }
        return read;
    }

    private void next() throws IOException {
        if (begun && !line().isEmpty()) {
            throw new IOException("a chunk of the answer does not end where it says");
        }
        begun = true;
        String size = line().split(";", 2)[0].strip();
        long bytes;
        try {
            bytes = Long.parseLong(size, 16);
        } catch (NumberFormatException notANumber) {
            throw new IOException("a chunk of the answer has no size", notANumber);
        }
        if (bytes < 0) {
            throw new IOException("a chunk of the answer has a size below 0");
        }
        if (bytes == 0) {
            ended = true;
            while (!line().isEmpty()) {
                // Trailers say nothing here.
            }
            return;
        }
        chunk = new LimitedInput(in, bytes);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(16);
        int octet = in.read();
        while (octet != '\n') {
            if (octet < 0) {
                throw new EOFException("the answer ends in the middle");
            }
            if (line.length() > MAX_LINE_BYTES) {
                throw new IOException("a line of the answer is longer than " + MAX_LINE_BYTES);
            }
            line.append((char) octet);
            octet = in.read();
        }
        return line.toString().stripTrailing();
    }
}
