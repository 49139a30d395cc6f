package dev.gatehouse.broker.git;

/// How far a [PushRequestReader] is.
public sealed interface Reading {
    /// All that came belongs to the head, and it is not at its end.
    record More() implements Reading {}

    /// @param taken how many of this call's bytes belonged to the head; the pack starts behind
    record Whole(PushRequest request, int taken) implements Reading {}

    /// @param problem what is wrong, in words that may be shown to the agent
    record Malformed(String problem) implements Reading {}
}
