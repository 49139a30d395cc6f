package dev.gatehouse.broker.egress.tls;

/// What the first bytes of a connection say.
public sealed interface HelloReading permits ClientHello, HelloReading.Incomplete, NoHello {
    /// So far a ClientHello, but not the whole of it.
    record Incomplete() implements HelloReading {}
}
