package dev.gatehouse.broker.model.budget;

import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.time.Duration;
import java.util.Optional;

/// Whether a call may begin.
public sealed interface Entry {
    /// @param reservation to be ended exactly once
    record Entered(Reservation reservation) implements Entry {}

    /// @param limit what is used up
    /// @param rule where the limit stands in the configuration
    /// @param detail safe to show
    /// @param remedy what would help; who has to do it
    /// @param retryAfter when to come back; none where that is not known, or tomorrow
    record Refused(
            Limit limit, String rule, String detail, String remedy, Optional<Duration> retryAfter)
            implements Entry {
        public Refusal refusal() {
            return new Refusal(RefusalCode.LIMIT, rule, detail, remedy);
        }

        /// Whether the same call is not worth repeating within minutes.
        public boolean isPointless() {
            return retryAfter.isEmpty();
        }
    }
}
