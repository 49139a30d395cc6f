package dev.gatehouse.broker.audit;

import java.nio.file.Path;

/// Where and how the log is written.
///
/// @param file the log; its folder also holds the rotated files, the head and the lock
/// @param rotateBytes size from which on a new file is begun, looked at every second
/// @param version of the broker, for the record that it started
public record AuditSettings(Path file, Sync sync, long rotateBytes, Phrase version) {
    public static final long DEFAULT_ROTATE_BYTES = 64L << 20;

    public AuditSettings {
        file = file.toAbsolutePath().normalize();
        if (rotateBytes < 1) {
            throw new IllegalArgumentException("rotate-bytes is 1 or more, not " + rotateBytes);
        }
    }

    /// When a record has to be on the disk.
    public enum Sync {
        /// Written before the exchange goes on, on the disk within a second. Survives the broker's
        /// death, not the host's.
        INTERVAL,
        /// On the disk before the exchange goes on; exchanges that wait share one fsync.
        ALWAYS
    }
}
