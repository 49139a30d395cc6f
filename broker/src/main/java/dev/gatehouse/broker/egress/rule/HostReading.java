package dev.gatehouse.broker.egress.rule;

/// What a text says about a host.
public sealed interface HostReading permits Host, NoHost {}
