package dev.gatehouse.broker.audit;

/// Whether a record that admits nothing, such as a refusal, was written. It gives no [AuditId]: a
/// refusal can never pass for an admission.
public sealed interface Receipt permits Receipt.Written, Unavailable {
    /// @param sequence the number of the record in the log
    record Written(long sequence) implements Receipt {}
}
