package dev.gatehouse.broker.policy;

/// The facts of a call, or why they cannot be read.
public sealed interface FactReading permits CallFacts, FactReading.FactProblem {
    /// @param field where in the request
    record FactProblem(String field, String problem) implements FactReading {}
}
