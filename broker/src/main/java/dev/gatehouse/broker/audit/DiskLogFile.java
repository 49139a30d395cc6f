package dev.gatehouse.broker.audit;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/// A file opened for appending (`O_APPEND`).
///
/// Appends through a [FileOutputStream], not a `FileChannel`: an interrupt of whatever thread
/// happens to write would close the channel, and with it the log. What does use the channel runs on
/// the log's own thread only.
final class DiskLogFile implements LogFile {
    private final FileOutputStream stream;
    private final Object fileKey;

    private DiskLogFile(FileOutputStream stream, Object fileKey) {
        this.stream = stream;
        this.fileKey = fileKey;
    }

    static LogFile open(Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(
                    path + " is not a regular file; the audit log is never written through a link");
        }
        return new DiskLogFile(new FileOutputStream(path.toFile(), true), fileKey(path));
    }

    @Override
    public void append(byte[] bytes) throws IOException {
        stream.write(bytes);
    }

    @Override
    public void force() throws IOException {
        stream.getFD().sync();
    }

    @Override
    public void truncate(long bytes) throws IOException {
        stream.getChannel().truncate(bytes);
    }

    @Override
    public long size() throws IOException {
        return stream.getChannel().size();
    }

    @Override
    public boolean isAt(Path path) throws IOException {
        try {
            return fileKey.equals(fileKey(path));
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    /// Device and inode; present on every POSIX file system.
    private static Object fileKey(Path path) throws IOException {
        return Objects.requireNonNull(
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .fileKey(),
                "the file system gives files no identity");
    }
}
