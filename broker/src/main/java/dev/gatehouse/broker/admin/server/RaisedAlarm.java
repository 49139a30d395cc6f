package dev.gatehouse.broker.admin.server;

import dev.gatehouse.broker.agent.AgentName;
import java.time.Instant;
import java.util.Optional;

/// Something the operator was told of.
///
/// @param cause as in the audit: `credential-rejected`
/// @param detail a sentence for the operator
public record RaisedAlarm(Instant at, String cause, Optional<AgentName> agent, String detail) {}
