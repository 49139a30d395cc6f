package dev.gatehouse.broker.model;

import dev.gatehouse.protocol.Refusal;

/// What the rules say of a call.
public sealed interface ModelDecision {
    /// @param rule what permits, such as `agents.dev.model.models[0]`
    record Permit(String rule) implements ModelDecision {}

    record Refuse(Refusal refusal) implements ModelDecision {}
}
