package dev.gatehouse.broker.model;

import dev.gatehouse.protocol.Refusal;
import java.util.Optional;

/// How far a request's body was read.
public sealed interface RequestProgress {
    /// Nothing is wrong so far. Once the facts name a model, the call may begin to go out, if the
    /// body's last byte is kept back until it is whole.
    record Reading(ModelFacts soFar) implements RequestProgress {}

    /// The body is as it must be, and all it names is granted.
    record Whole(ModelFacts facts) implements RequestProgress {}

    /// Final. What has gone out must not be completed.
    ///
    /// @param model the one that is refused, else the first one named
    record Refused(Refusal refusal, Optional<String> model) implements RequestProgress {}
}
