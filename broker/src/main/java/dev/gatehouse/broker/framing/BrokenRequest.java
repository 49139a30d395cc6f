package dev.gatehouse.broker.framing;

/// Comes down the pipeline in place of a request that cannot be framed in exactly one way. The
/// connection is answered once and closed.
///
/// @param problem safe to show
public record BrokenRequest(String problem) {}
