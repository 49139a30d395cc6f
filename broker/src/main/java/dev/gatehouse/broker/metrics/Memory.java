package dev.gatehouse.broker.metrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What memory this process takes.
///
/// @param residentBytes as the kernel counts; 0 where `/proc` does not say
public record Memory(long residentBytes, long heapUsedBytes, long heapMaxBytes) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final int KIBIBYTE = 1024;

    /// Not for an event loop: reads a file.
    public static Memory now() {
        Runtime runtime = Runtime.getRuntime();
        return new Memory(
                resident(), runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory());
    }

    private static long resident() {
        try {
            return Files.readString(STATUS, StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> line.startsWith(RESIDENT))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .mapToLong(kibibytes -> Long.parseLong(kibibytes, 10) * KIBIBYTE)
                    .findFirst()
                    .orElse(0);
        } catch (IOException hidden) {
            return 0;
        }
    }
}
