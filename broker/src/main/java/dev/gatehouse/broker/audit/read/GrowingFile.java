package dev.gatehouse.broker.audit.read;

import dev.gatehouse.broker.audit.LineReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gives the whole lines of a file that may still grow. A line without its end is looked at anew
/// each time, since a broker that starts may cut it off and write another in its place. One thread.
final class GrowingFile implements AutoCloseable {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Path path;
    private final FileChannel channel;
    private final @Nullable Object key;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).limit(0);
    private long lineStart;

    private GrowingFile(Path path, FileChannel channel, @Nullable Object key) {
        this.path = path;
        this.channel = channel;
        this.key = key;
    }

    /// A line that was read.
    record Line(Path file, long offset, byte[] bytes) {}

    /// @throws NoSuchFileException where there is none
    static GrowingFile open(Path path) throws IOException {
        Object before = key(path);
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        if (Objects.equals(before, key(path))) {
            return new GrowingFile(path, channel, before);
        }
        // It was renamed in between: who asks again finds what stands there now.
        channel.close();
        throw new NoSuchFileException(path.toString());
    }

    Path path() {
        return path;
    }

    /// Whether this is the file that stands at a path now.
    boolean isAt(Path other) throws IOException {
        try {
            return Objects.equals(key, key(other));
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    /// Empty where no whole line follows yet. A line too long for a record is given in pieces.
    Optional<Line> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        boolean fromBefore = true;
        while (line.size() <= LineReader.MAX_LINE_BYTES) {
            if (!chunk.hasRemaining()) {
                if (fromBefore) {
                    line.reset();
                    fromBefore = false;
                }
                if (!fill(lineStart + line.size())) {
                    chunk.limit(0);
                    return Optional.empty();
                }
            }
            while (chunk.hasRemaining()) {
                byte octet = chunk.get();
                if (octet == '\n') {
                    return Optional.of(taken(line, 1));
                }
                line.write(octet);
            }
        }
        return Optional.of(taken(line, 0));
    }

    /// Passes over all whole lines there are.
    void skipToEnd() throws IOException {
        long from = channel.size();
        chunk.limit(0);
        lineStart = 0;
        while (from > 0) {
            long begin = Math.max(0, from - CHUNK_BYTES);
            ByteBuffer piece = ByteBuffer.allocate((int) (from - begin));
            int read = channel.read(piece, begin);
            for (int at = read - 1; at >= 0; at--) {
                if (piece.get(at) == '\n') {
                    lineStart = begin + at + 1;
                    return;
                }
            }
            from = begin;
        }
    }

    private Line taken(ByteArrayOutputStream line, int ending) {
        Line whole = new Line(path, lineStart, line.toByteArray());
        lineStart += line.size() + ending;
        return whole;
    }

    private boolean fill(long position) throws IOException {
        chunk.clear();
        int read = channel.read(chunk, position);
        chunk.flip();
        return read > 0;
    }

    private static @Nullable Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
