package dev.gatehouse.broker.audit;

/// The record was not written: nothing may be sent.
public record Unavailable(AuditFault fault) implements Admittance, Receipt {}
