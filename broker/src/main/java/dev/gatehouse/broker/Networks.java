package dev.gatehouse.broker;

import dev.gatehouse.broker.admission.ExchangeId;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.audit.AuditLog;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.egress.EgressDoor;
import dev.gatehouse.broker.egress.reach.ClosedHosts;
import dev.gatehouse.broker.egress.reach.Resolver;
import dev.gatehouse.broker.egress.rule.EgressRules;
import java.util.Map;
import java.util.Optional;

/// What each agent may reach of the network, put together, and the door to it.
final class Networks {
    private volatile Map<AgentName, EgressRules> rules;
    private volatile ClosedHosts closed;

    Networks(Configuration configuration) {
        this.rules = RoomSettings.egress(configuration);
        this.closed = RoomSettings.closed(configuration);
    }

    /// Puts the rules of a configuration in force. Connections under way go on.
    void serve(Configuration configuration) {
        rules = RoomSettings.egress(configuration);
        closed = RoomSettings.closed(configuration);
    }

    EgressDoor door(AuditLog audit, ExchangeId.Source ids) {
        return new EgressDoor(
                agent -> Optional.ofNullable(rules.get(agent)),
                () -> closed,
                Resolver.ofHost(),
                audit,
                ids);
    }
}
