package dev.gatehouse.bench.load;

/// What came of one run of h2load in which every call was answered 2xx.
///
/// @param callsPerSecond over the whole run
/// @param p50Micros until a call was answered in full, as the others
public record Load(
        long calls, double callsPerSecond, double p50Micros, double p99Micros, double p999Micros) {}
