package dev.gatehouse.broker.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A disk that fails on request and remembers what was asked of it.
final class TestingDisk implements LogFile.Opener {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private Optional<String> appendError = Optional.empty();
    private Optional<String> forceError = Optional.empty();
    private Optional<String> truncateError = Optional.empty();
    private Optional<String> openError = Optional.empty();
    private int bytesBeforeError;

    /// @param bytes how much of the next record is written before the error
    void failAppends(String error, int bytes) {
        appendError = Optional.of(error);
        bytesBeforeError = bytes;
    }

    void failForces(String error) {
        forceError = Optional.of(error);
    }

    void failTruncates(String error) {
        truncateError = Optional.of(error);
    }

    void failOpening(String error) {
        openError = Optional.of(error);
    }

    void work() {
        appendError = Optional.empty();
        forceError = Optional.empty();
        truncateError = Optional.empty();
        openError = Optional.empty();
    }

    /// `append` and `force`, in order.
    List<String> calls() {
        return calls;
    }

    @Override
    public LogFile open(Path path) throws IOException {
        failIf(openError);
        return new TestingLogFile(DiskLogFile.open(path));
    }

    private static void failIf(Optional<String> error) throws IOException {
        if (error.isPresent()) {
            throw new IOException(error.get());
        }
    }

    private final class TestingLogFile implements LogFile {
        private final LogFile real;

        TestingLogFile(LogFile real) {
            this.real = real;
        }

        @Override
        public void append(byte[] bytes) throws IOException {
            calls.add("append");
            if (appendError.isPresent()) {
                real.append(Arrays.copyOf(bytes, Math.min(bytesBeforeError, bytes.length)));
                throw new IOException(appendError.get());
            }
            real.append(bytes);
        }

        @Override
        public void force() throws IOException {
            calls.add("force");
            failIf(forceError);
            real.force();
        }

        @Override
        public void truncate(long bytes) throws IOException {
            failIf(truncateError);
            real.truncate(bytes);
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public boolean isAt(Path path) throws IOException {
            return real.isAt(path);
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}
