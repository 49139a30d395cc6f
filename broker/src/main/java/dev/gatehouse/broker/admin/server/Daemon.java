package dev.gatehouse.broker.admin.server;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.audit.AuditLog;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.credential.TokenStore;
import dev.gatehouse.broker.listener.AgentSockets;
import dev.gatehouse.broker.metrics.Metrics;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// All that the operator's socket reports on and acts on.
///
/// @param configuration the one in force
/// @param models what is known of an agent's door to its model, as JSON
public record Daemon(
        String version,
        Instant startedAt,
        Supplier<Configuration> configuration,
        AgentSockets sockets,
        TokenStore tokens,
        Function<AgentName, Optional<byte[]>> models,
        AuditLog audit,
        Metrics metrics,
        RecentAlarms alarms,
        Controls controls) {}
