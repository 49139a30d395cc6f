package dev.gatehouse.broker.model;

import dev.gatehouse.protocol.Refusal;

/// The router's answer.
public sealed interface ModelRouting {
    record Routed(ModelRoute route) implements ModelRouting {}

    /// @param refusal malformed or unknown-route
    record Unroutable(Refusal refusal) implements ModelRouting {}
}
