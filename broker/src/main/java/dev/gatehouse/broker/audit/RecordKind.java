package dev.gatehouse.broker.audit;

import java.util.Locale;
import java.util.Optional;

/// The `kind` of a record.
enum RecordKind {
    INTENT,
    OUTCOME,
    REFUSAL,
    PEER_REJECTED,
    ALARM,
    STARTED,
    STOPPED,
    CONTINUED,
    RECOVERED,
    RESUMED;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    String word() {
        return word;
    }

    static Optional<RecordKind> ofWord(String word) {
        for (RecordKind kind : values()) {
            if (kind.word.equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
