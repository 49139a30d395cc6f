package dev.gatehouse.broker.admission;

import dev.gatehouse.protocol.Refusal;

/// How far a call has come on the way to Forgejo.
public sealed interface Admission permits Admitted, Provisional, Admission.Rejected {
    /// It goes no further; the refusal is on record.
    record Rejected(Refusal refusal) implements Admission {}
}
