package dev.gatehouse.broker.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reads a log line by line with bounded memory, exactly as it stands on the disk.
public final class LineReader implements AutoCloseable {
    /// Above the longest record: 512 refs of 512 escaped characters and two ids each.
    public static final int MAX_LINE_BYTES = 4 << 20;

    private final InputStream in;
    private final byte[] chunk = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    private int position;
    private int limit;
    private long offset;

    LineReader(Path path) throws IOException {
        in = Files.newInputStream(path);
    }

    /// One line of the log.
    static final class Line {
        private final byte[] bytes;
        private final long offset;
        private final boolean terminated;

        private Line(byte[] bytes, long offset, boolean terminated) {
            this.bytes = bytes;
            this.offset = offset;
            this.terminated = terminated;
        }

        /// Without the newline; only the beginning of a line that is too long.
        byte[] bytes() {
            return bytes;
        }

        /// Whether a newline follows: not at the end of a torn file, nor for a line too long.
        boolean terminated() {
            return terminated;
        }

        boolean tooLong() {
            return bytes.length > MAX_LINE_BYTES;
        }

        /// Where the next line begins in the file.
        long end() {
            return offset + bytes.length + (terminated ? 1 : 0);
        }
    }

    /// Empty at the end of the file.
    Optional<Line> next() throws IOException {
        line.reset();
        long start = offset;
        while (line.size() <= MAX_LINE_BYTES && fill()) {
            int newline = indexOfNewline();
            line.write(chunk, position, newline - position);
            offset += newline - position;
            position = newline;
            if (newline < limit) {
                position++;
                offset++;
                return Optional.of(new Line(line.toByteArray(), start, true));
            }
        }
        return line.size() == 0
                ? Optional.empty()
                : Optional.of(new Line(line.toByteArray(), start, false));
    }

    /// Whether nothing follows what was read.
    boolean atEnd() throws IOException {
        return !fill();
    }

    private boolean fill() throws IOException {
        if (position < limit) {
            return true;
        }
        position = 0;
        limit = Math.max(0, in.read(chunk));
        return limit > 0;
    }

    private int indexOfNewline() {
        int at = position;
        while (at < limit && chunk[at] != '\n') {
            at++;
        }
        return at;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
