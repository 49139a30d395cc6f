package dev.gatehouse.broker.egress.rule;

/// What a text says about a host and a port.
public sealed interface AuthorityReading permits Authority, NoHost {}
