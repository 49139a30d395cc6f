package dev.gatehouse.broker.egress.rule;

/// The text names no hosts that could be granted.
///
/// @param problem the end of a sentence that begins with the text
/// @param remedy what to write instead
public record NoPattern(String problem, String remedy) implements PatternReading {}
