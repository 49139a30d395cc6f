package dev.gatehouse.broker.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Whether standard error leads to the journal. `JOURNAL_STREAM` alone does not say so: children
/// inherit it and may write elsewhere, so systemd.exec(5) has it compared with the stream.
public final class JournalStream {
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private JournalStream() {}

    /// @param variable what `JOURNAL_STREAM` says: device and inode
    public static boolean isStandardError(Optional<String> variable) {
        return variable.isPresent() && is(variable.get(), STANDARD_ERROR);
    }

    static boolean is(String variable, Path stream) {
        try {
            Map<String, Object> facts = Files.readAttributes(stream, "unix:dev,ino");
            return variable.equals(facts.get("dev") + ":" + facts.get("ino"));
        } catch (IOException closed) {
            return false;
        }
    }
}
