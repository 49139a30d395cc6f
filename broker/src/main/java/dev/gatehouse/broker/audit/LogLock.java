package dev.gatehouse.broker.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Keeps a second broker away from the log. The kernel lets go of it when the process ends.
final class LogLock implements AutoCloseable {
    // POSIX drops a process's locks on a file when it closes any descriptor of it, so a second try
    // within one process must not even open the file.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private LogLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static LogLock take(Path path) throws IOException {
        if (!HELD_HERE.add(path)) {
            throw taken(path);
        }
        @Nullable LogLock taken = null;
        try {
            taken = lock(path);
            return taken;
        } finally {
            if (taken == null) {
                HELD_HERE.remove(path);
            }
        }
    }

    // The lock is released by closing its channel.
    private static LogLock lock(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw taken(path);
        }
        return new LogLock(path, channel);
    }

    private static IOException taken(Path path) {
        return new IOException(
                path
                        + " is held: another broker writes this audit log; stop it, or give this one"
                        + " an audit.file of its own");
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD_HERE.remove(path);
    }
}
