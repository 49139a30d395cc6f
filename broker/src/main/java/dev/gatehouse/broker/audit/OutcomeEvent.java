package dev.gatehouse.broker.audit;

import dev.gatehouse.protocol.RefusalCode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// How an exchange that was admitted came out.
///
/// @param status the HTTP status that the agent got; none where it got no answer
/// @param code the refusal that the agent got instead of the upstream's answer
/// @param requestBytes body bytes from the agent
/// @param responseBytes body bytes to the agent
/// @param elapsed from the request head to the last byte
/// @param usage what a model says the call cost
public record OutcomeEvent(
        Ending ending,
        OptionalInt status,
        Optional<RefusalCode> code,
        long requestBytes,
        long responseBytes,
        Duration elapsed,
        Optional<TokenUsage> usage) {
    /// Of a call that no model counts.
    public OutcomeEvent(
            Ending ending,
            OptionalInt status,
            Optional<RefusalCode> code,
            long requestBytes,
            long responseBytes,
            Duration elapsed) {
        this(ending, status, code, requestBytes, responseBytes, elapsed, Optional.empty());
    }

    public OutcomeEvent {
        if (status.isPresent() && (status.getAsInt() < 100 || status.getAsInt() > 599)) {
            throw new IllegalArgumentException("an HTTP status is 100 to 599, not " + status);
        }
        if (requestBytes < 0 || responseBytes < 0 || elapsed.isNegative()) {
            throw new IllegalArgumentException("byte counts and times are 0 or more");
        }
    }

    /// How the exchange ended.
    public enum Ending {
        /// The agent got the whole answer.
        ANSWERED,
        /// The agent got a refusal instead of Forgejo's answer.
        REFUSED,
        /// The agent hung up before the end.
        CLIENT_GONE,
        /// Forgejo could not be reached, or broke off.
        UPSTREAM_FAILED,
        TIMED_OUT,
        /// The broker stopped before the end.
        BROKER_STOPPED,
        /// The intent was written but could not be made durable: nothing was sent.
        NOT_ADMITTED;

        /// The word in the log.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static OutcomeEvent notAdmitted() {
        return new OutcomeEvent(
                Ending.NOT_ADMITTED,
                OptionalInt.empty(),
                Optional.of(RefusalCode.AUDIT_UNAVAILABLE),
                0,
                0,
                Duration.ZERO);
    }
}
