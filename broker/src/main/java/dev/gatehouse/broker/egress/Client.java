package dev.gatehouse.broker.egress;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.audit.Caller;
import dev.gatehouse.broker.egress.rule.EgressRules;
import java.util.Optional;

/// Who sends a request, and what it may do at this moment.
///
/// @param rules none where a reload took them away
record Client(Agent agent, Peer peer, Optional<EgressRules> rules, AgentUse use) {
    Caller caller() {
        return new Caller(agent.name(), agent.account(), peer);
    }
}
