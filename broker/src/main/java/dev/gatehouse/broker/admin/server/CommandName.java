package dev.gatehouse.broker.admin.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What a process calls itself, in `/proc/<pid>/comm`. It says so of its own, in any bytes: only
/// for people to read, and with nothing in it that a terminal would act on.
final class CommandName {
    private static final Path PROC = Path.of("/proc");
    private static final int MOST_BYTES = 15;

    private CommandName() {}

    /// Not for an event loop: reads a file.
    ///
    /// @return none where the process is over, or hidden from the broker
    static Optional<String> of(int pid) {
        return of(PROC, pid);
    }

    static Optional<String> of(Path proc, int pid) {
        try {
            String name =
                    Files.readString(
                                    proc.resolve(Integer.toString(pid)).resolve("comm"),
                                    StandardCharsets.ISO_8859_1)
                            .stripTrailing();
            return Optional.of(
                    name.substring(0, Math.min(name.length(), MOST_BYTES))
                            .replaceAll("[^ -~]", "?"));
        } catch (IOException over) {
            return Optional.empty();
        }
    }
}
