package dev.gatehouse.broker.config;

import java.nio.file.Path;

/// Reads `audit`, all of whose keys have defaults.
final class AuditReader {
    private static final long LEAST_ROTATE_BYTES = 1L << 20;
    private static final long MOST_ROTATE_BYTES = 64L << 30;

    private AuditReader() {}

    static AuditSettings read(Section root, Path stateDirectory) {
        AuditSettings defaults = AuditSettings.defaults(stateDirectory);
        return root.optional("audit")
                .flatMap(value -> value.section(Block.AUDIT))
                .map(audit -> settings(audit, defaults))
                .orElse(defaults);
    }

    private static AuditSettings settings(Section audit, AuditSettings defaults) {
        return new AuditSettings(
                audit.optional("file").flatMap(Value::absolutePath).orElse(defaults.file()),
                audit.optional("sync")
                        .flatMap(value -> value.word("a way to sync", AuditSync.words()))
                        .map(AuditSync::ofWord)
                        .orElse(defaults.sync()),
                audit.optional("rotate")
                        .flatMap(value -> value.bytes(LEAST_ROTATE_BYTES, MOST_ROTATE_BYTES))
                        .orElse(defaults.rotateBytes()));
    }
}
