package dev.gatehouse.broker.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// When audit records are forced to the disk.
public enum AuditSync {
    /// Several times a second: a power cut may lose the last records.
    INTERVAL,
    /// Before each exchange goes upstream.
    ALWAYS;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(AuditSync::word).toList();
    }

    static AuditSync ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
