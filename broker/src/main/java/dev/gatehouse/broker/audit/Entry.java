package dev.gatehouse.broker.audit;

import dev.gatehouse.protocol.RefusalCode;
import java.util.List;

/// What one line of the log says: an event of an exchange, or of the log itself.
sealed interface Entry {
    record Event(AuditEvent event) implements Entry {}

    record Settled(AuditId id, OutcomeEvent outcome) implements Entry {}

    /// What a shadow grant would have refused; the call goes on.
    record ShadowRefusal(AuditId id, RefusalCode code, Phrase rule) implements Entry {}

    record Started(Phrase version) implements Entry {}

    record Stopped() implements Entry {}

    /// The first record of a file that follows another.
    ///
    /// @param file the name of the file before
    record Continued(String file) implements Entry {}

    /// The broker before this one ended without [Stopped], or left the log damaged.
    ///
    /// @param openIntents intents of the last file that have no outcome
    /// @param headMissing whether the remembered head was gone or unreadable
    /// @param torn what was cut from the end of the log, and where it is kept
    record Recovered(long openIntents, boolean headMissing, List<TornBytes> torn) implements Entry {
        public Recovered {
            torn = List.copyOf(torn);
        }
    }

    /// The log can be written again.
    ///
    /// @param durable the last record that was surely on the disk before
    /// @param lost events that happened meanwhile and found no room to wait in
    record Resumed(AuditFault fault, long durable, long lost) implements Entry {}

    /// Bytes that were cut from the end of the log after a crash.
    ///
    /// @param file the name of the file that keeps them
    record TornBytes(String file, long bytes, String sha256) {}
}
