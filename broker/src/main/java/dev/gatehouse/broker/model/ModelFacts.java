package dev.gatehouse.broker.model;

import java.util.Optional;
import java.util.OptionalLong;

/// What a body says that matters, as far as it was read. Every model named so far is granted.
///
/// @param model the first one named
/// @param rule what permits it
/// @param named how many times a model is named, one more than once too
/// @param streamed whether the answer is asked for as server-sent events
/// @param usageAsked whether a stream is asked to tell its usage at the end
/// @param mostOutput tokens that one choice may have at most, where the body says it
/// @param choices how many answers are asked for, 1 where unsaid
/// @param bytes of the body so far
public record ModelFacts(
        Optional<String> model,
        Optional<String> rule,
        int named,
        boolean streamed,
        boolean usageAsked,
        OptionalLong mostOutput,
        long choices,
        long bytes) {}
