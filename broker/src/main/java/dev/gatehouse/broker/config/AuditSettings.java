package dev.gatehouse.broker.config;

import java.nio.file.Path;

/// Where and how the audit is written.
///
/// @param rotateBytes size at which a new file is begun
public record AuditSettings(Path file, AuditSync sync, long rotateBytes) {
    public static final String DEFAULT_FILE_NAME = "audit.jsonl";
    public static final long DEFAULT_ROTATE_BYTES = 64L << 20;

    public AuditSettings {
        if (!file.isAbsolute() || rotateBytes < 1) {
            throw new IllegalArgumentException(
                    "the audit file is absolute and rotates at 1 byte or more");
        }
    }

    static AuditSettings defaults(Path stateDirectory) {
        return new AuditSettings(
                stateDirectory.resolve(DEFAULT_FILE_NAME),
                AuditSync.INTERVAL,
                DEFAULT_ROTATE_BYTES);
    }
}
