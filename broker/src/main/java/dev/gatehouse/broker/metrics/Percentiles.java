package dev.gatehouse.broker.metrics;

import java.time.Duration;

/// @param of how many of the last answers
public record Percentiles(Duration p50, Duration p95, Duration p99, int of) {}
