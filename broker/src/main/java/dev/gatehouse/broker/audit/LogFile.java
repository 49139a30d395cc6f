package dev.gatehouse.broker.audit;

import java.io.IOException;
import java.nio.file.Path;

/// One open file of the log. An interface because disks fail, and tests have to make them.
interface LogFile extends AutoCloseable {
    /// Opens a file that exists.
    @FunctionalInterface
    interface Opener {
        LogFile open(Path path) throws IOException;
    }

    /// Appends all bytes, or throws and may have written some.
    void append(byte[] bytes) throws IOException;

    /// Returns once everything appended before is on the disk.
    void force() throws IOException;

    void truncate(long bytes) throws IOException;

    long size() throws IOException;

    /// Whether this very file, not another or none, is what `path` names.
    boolean isAt(Path path) throws IOException;

    @Override
    void close() throws IOException;
}
