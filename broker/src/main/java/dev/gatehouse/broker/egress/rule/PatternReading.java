package dev.gatehouse.broker.egress.rule;

/// What a text says about the hosts that are granted.
public sealed interface PatternReading permits HostPattern, NoPattern {}
