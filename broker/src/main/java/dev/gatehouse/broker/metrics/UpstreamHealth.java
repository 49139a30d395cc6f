package dev.gatehouse.broker.metrics;

import java.time.Instant;
import java.util.Optional;

/// How a server did lately. Nobody asks it for this: it is what calls found.
///
/// @param lastFailureText what it was, in the broker's own words
/// @param answers since the broker started
public record UpstreamHealth(
        Optional<Instant> lastSuccess,
        Optional<Instant> lastFailure,
        Optional<String> lastFailureText,
        long answers,
        Optional<Percentiles> firstByte) {
    /// `ok` or `failing`, as the last call found; `unknown` before the first.
    public String word() {
        if (lastFailure.isEmpty()) {
            return lastSuccess.isEmpty() ? "unknown" : "ok";
        }
        return lastSuccess.isPresent() && lastSuccess.get().isAfter(lastFailure.get())
                ? "ok"
                : "failing";
    }
}
