package dev.gatehouse.broker.audit;

import java.io.IOException;
import java.util.Locale;

/// Why the log cannot be written. The texts name no path and no cause from below, so an agent may
/// see them; the daemon's own log has the rest.
public enum AuditFault {
    DISK_FULL(
            "no space is left for the audit log",
            "free space where the audit log is kept; the broker tries again every second"),
    WRITE_FAILED(
            "writing the audit log failed",
            "see the broker's log and the kernel's; the broker tries again every second"),
    SYNC_FAILED(
            "the audit log could not be made durable",
            "check the disk; the broker tries again every second"),
    REPLACED(
            "the audit log's file was removed, renamed or replaced while the broker runs",
            "put the same file back, or stop the broker, run 'gatehouse audit verify' and move the"
                    + " log's files aside to begin a new one"),
    ALTERED(
            "something else wrote to the audit log or cut it while the broker runs",
            "stop the broker, run 'gatehouse audit verify' and move the log's files aside to begin a"
                    + " new one"),
    CLOSED("the audit log is closed: the broker stops", "try again once the broker runs");

    private final String reason;
    private final String remedy;

    AuditFault(String reason, String remedy) {
        this.reason = reason;
        this.remedy = remedy;
    }

    static AuditFault of(IOException e) {
        if (e instanceof FaultException known) {
            return known.fault();
        }
        String message = String.valueOf(e.getMessage());
        return message.contains("No space left") || message.contains("quota exceeded")
                ? DISK_FULL
                : WRITE_FAILED;
    }

    public String reason() {
        return reason;
    }

    public String remedy() {
        return remedy;
    }

    /// The word in the log.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
