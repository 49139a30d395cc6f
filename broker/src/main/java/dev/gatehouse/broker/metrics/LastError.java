package dev.gatehouse.broker.metrics;

import java.time.Instant;
import java.util.Optional;

/// The last call of an agent that was not answered by the upstream.
///
/// @param word the refusal's code, or how the call ended
/// @param door `forge`, `model` or `egress`
/// @param operation as in the audit; none where no route was found
public record LastError(Instant at, String word, String door, Optional<String> operation) {}
