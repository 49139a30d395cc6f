package dev.gatehouse.broker.admission.model;

import dev.gatehouse.protocol.Refusal;
import java.time.Duration;
import java.util.Optional;

/// What came of a call to a model.
public sealed interface ModelAdmission permits ModelAdmitted, ModelAdmission.Rejected {
    /// On record already.
    ///
    /// @param retryAfter when the same call may go better
    record Rejected(Refusal refusal, Optional<Duration> retryAfter) implements ModelAdmission {}
}
