package dev.gatehouse.broker.audit;

import java.io.IOException;
import java.io.Serial;

/// A fault that is not an error of the disk's.
final class FaultException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    private final AuditFault fault;

    FaultException(AuditFault fault) {
        super(fault.reason());
        this.fault = fault;
    }

    AuditFault fault() {
        return fault;
    }
}
