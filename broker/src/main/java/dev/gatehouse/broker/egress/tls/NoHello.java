package dev.gatehouse.broker.egress.tls;

/// The bytes are not a ClientHello that can be understood in exactly one way, and no further byte
/// will make them one.
///
/// @param problem safe to show: it repeats nothing of the bytes
public record NoHello(String problem) implements HelloReading {}
