package dev.gatehouse.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What a process and its children took so far, by proc_pid_stat(5) and proc_pid_status(5).
///
/// @param cpuMicros of user and system time, in steps of a clock tick
/// @param residentKib `VmRSS`, pages that several share counted for each
public record ResourceUse(long cpuMicros, long residentKib) {
    /// `sysconf(_SC_CLK_TCK)`, which is 100 on every Linux in use.
    private static final long MICROS_PER_TICK = 10_000;

    static ResourceUse of(ProcessHandle process) throws IOException {
        long ticks = 0;
        long kib = 0;
        for (ProcessHandle one :
                Stream.concat(Stream.of(process), process.descendants()).toList()) {
            Path proc = Path.of("/proc/" + one.pid());
            try {
                ticks += ticks(Files.readString(proc.resolve("stat")), 11);
                kib += residentKib(Files.readString(proc.resolve("status")));
            } catch (NoSuchFileException ended) {
                // A child that is gone between the two looks.
            }
        }
        return new ResourceUse(ticks * MICROS_PER_TICK, kib);
    }

    /// What the processes took that this one has started and that have ended, theirs included.
    public static long cpuMicrosOfEndedChildren() throws IOException {
        return ticks(Files.readString(Path.of("/proc/self/stat")), 13) * MICROS_PER_TICK;
    }

    /// Two fields that follow each other, by their numbers after the name's, which is in
    /// parentheses and may hold anything.
    private static long ticks(String stat, int first) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1]);
    }

    private static long residentKib(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }
}
