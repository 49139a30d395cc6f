package dev.gatehouse.broker.worker.gate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A file that one holder at a time has, in this process or another; the kernel takes it back from
/// a process that dies. What it holds is a text for people.
///
/// POSIX gives up a process's locks on a file as soon as the process closes any descriptor of it
/// (`fcntl(2)`). So a file that is held in this process is never opened in it a second time.
final class HeldFile implements Closeable {
    private static final int MOST_BYTES = 4096;
    private static final Map<Path, String> HELD_HERE = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;

    private HeldFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// @param text at most 4 KiB of it are kept
    /// @return nothing where somebody else holds it
    static Optional<HeldFile> tryHold(Path file, String text) throws IOException {
        Path key = key(file);
        if (HELD_HERE.putIfAbsent(key, text) != null) {
            return Optional.empty();
        }
        Optional<HeldFile> held = Optional.empty();
        try {
            held = lock(key, text);
            return held;
        } catch (IOException failed) {
            throw new IOException(
                    "the lock "
                            + key
                            + " cannot be used ("
                            + failed
                            + "): give its folder to who runs gatehouse worker",
                    failed);
        } finally {
            if (held.isEmpty()) {
                HELD_HERE.remove(key);
            }
        }
    }

    /// What its holder says of it.
    static String text(Path file) throws IOException {
        Path key = key(file);
        String here = HELD_HERE.putIfAbsent(key, "");
        if (here != null) {
            return here;
        }
        try {
            return Files.readString(key);
        } finally {
            HELD_HERE.remove(key);
        }
    }

    private static Optional<HeldFile> lock(Path file, String text) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
            if (!locked) {
                return Optional.empty();
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, MOST_BYTES)));
            return Optional.of(new HeldFile(file, channel));
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static Path key(Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.resolveSibling(".").toRealPath().resolve(absolute.getFileName());
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
