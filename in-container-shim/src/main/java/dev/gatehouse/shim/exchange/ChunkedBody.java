package dev.gatehouse.shim.exchange;

import java.io.IOException;
import java.io.InputStream;

/// A chunked body (RFC 9112 section 7.1). Chunk extensions and trailers are read and dropped;
/// ending before the last chunk is an error.
final class ChunkedBody extends InputStream {
    private static final int LINE_LIMIT_BYTES = 4 * 1024;
    private static final int MAXIMUM_TRAILERS = 64;
    private static final String WHERE = "inside a chunked body";

    private final InputStream source;
    private final HeadReader lines;
    private long leftBytes;
    private boolean begun;
    private boolean ended;

    ChunkedBody(InputStream source) {
        this.source = source;
        this.lines = new HeadReader(source);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] block, int offset, int length) throws IOException {
        if (leftBytes == 0 && !ended) {
            beginChunk();
        }
        if (ended) {
            return -1;
        }
        int read = source.read(block, offset, (int) Math.min(length, leftBytes));
        if (read < 0) {
            throw BrokenAnswer.truncated(WHERE);
        }
        leftBytes -= read;
        return read;
    }

    private void beginChunk() throws IOException {
        if (begun && !lines.readLine(LINE_LIMIT_BYTES, WHERE).isEmpty()) {
            throw BrokenAnswer.malformed("a chunk longer than it says");
        }
        begun = true;
        leftBytes = size(lines.readLine(LINE_LIMIT_BYTES, WHERE));
        if (leftBytes == 0) {
            skipTrailers();
            ended = true;
        }
    }

    private static long size(String line) throws IOException {
        int semicolon = line.indexOf(';');
        String digits = (semicolon < 0 ? line : line.substring(0, semicolon)).stripTrailing();
        long size = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), 16);
            if (digit < 0 || digits.charAt(i) > 'f') {
                throw BrokenAnswer.malformed("chunk size");
            }
            size = size * 16 + digit;
        }
        // Fifteen digits are an exabyte and cannot overflow.
        if (digits.isEmpty() || digits.length() > 15) {
            throw BrokenAnswer.malformed("chunk size");
        }
        return size;
    }

    private void skipTrailers() throws IOException {
        for (int i = 0; i < MAXIMUM_TRAILERS; i++) {
            if (lines.readLine(LINE_LIMIT_BYTES, WHERE).isEmpty()) {
                return;
            }
        }
        throw BrokenAnswer.malformed("too many trailers");
    }
}
