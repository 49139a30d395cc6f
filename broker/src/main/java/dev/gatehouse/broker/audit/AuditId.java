package dev.gatehouse.broker.audit;

import dev.gatehouse.broker.audit.AuditEvent.Intent;
import java.util.concurrent.atomic.AtomicBoolean;

/// Proof that the intent of an exchange is recorded. Only [AuditLog#admit] makes one.
public final class AuditId {
    private final long sequence;
    private final Intent intent;
    private final AtomicBoolean settled = new AtomicBoolean();

    AuditId(long sequence, Intent intent) {
        this.sequence = sequence;
        this.intent = intent;
    }

    /// The number of the intent's record in the log.
    public long sequence() {
        return sequence;
    }

    Intent intent() {
        return intent;
    }

    /// Whether this is the first outcome.
    boolean settle() {
        return settled.compareAndSet(false, true);
    }

    @Override
    public String toString() {
        return "audit record " + sequence;
    }
}
