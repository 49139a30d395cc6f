package dev.gatehouse.broker.audit;

/// Whether an exchange may go on to the credential and upstream.
public sealed interface Admittance permits Admittance.Recorded, Unavailable {
    /// The intent is recorded.
    record Recorded(AuditId id) implements Admittance {}
}
