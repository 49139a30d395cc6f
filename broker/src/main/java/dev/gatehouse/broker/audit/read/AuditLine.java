package dev.gatehouse.broker.audit.read;

import java.nio.file.Path;

/// One line of the log.
public sealed interface AuditLine {
    /// A record.
    ///
    /// @param json the line as it stands, without its end
    record Whole(AuditRecord record, String json) implements AuditLine {}

    /// A line that is no record: something other than the broker wrote it, or a disk did.
    ///
    /// @param offset where the line begins in the file
    record Damaged(Path file, long offset, int bytes) implements AuditLine {
        @Override
        public String toString() {
            return "byte "
                    + offset
                    + " of "
                    + file
                    + ": "
                    + bytes
                    + " bytes that are no audit record; run: gatehouse audit verify";
        }
    }
}
