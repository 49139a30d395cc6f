package dev.gatehouse.broker.egress.rule;

/// The text is not a host, or not a host and port.
///
/// @param problem safe to show: it repeats nothing of the text
public record NoHost(String problem) implements HostReading, AuthorityReading {}
