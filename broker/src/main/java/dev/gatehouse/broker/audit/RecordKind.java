package dev.gatehouse.broker.audit;

import java.util.Locale;
import java.util.Optional;

/// The `kind` of a record.
public enum RecordKind {
    INTENT,
    OUTCOME,
    REFUSAL,
    SHADOW_REFUSAL,
    PEER_REJECTED,
    ALARM,
    STARTED,
    STOPPED,
    CONTINUED,
    RECOVERED,
    RESUMED;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String word() {
        return word;
    }

    public static Optional<RecordKind> ofWord(String word) {
        for (RecordKind kind : values()) {
            if (kind.word.equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
