package dev.gatehouse.broker.quarantine;

import java.nio.file.Path;

/// The pack of a push, as it was received. The file lies in the quarantine and is gone with it.
public final class PackFile implements AutoCloseable {
    private final Path path;
    private final long bytes;
    private final Runnable release;

    PackFile(Path path, long bytes, Runnable release) {
        this.path = path;
        this.bytes = bytes;
        this.release = release;
    }

    public Path path() {
        return path;
    }

    /// 0 where the push came without a pack.
    public long bytes() {
        return bytes;
    }

    /// Deletes the quarantine. More than once does no harm.
    @Override
    public void close() {
        release.run();
    }
}
