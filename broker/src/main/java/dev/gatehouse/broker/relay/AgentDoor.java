package dev.gatehouse.broker.relay;

import dev.gatehouse.broker.agent.Agent;

/// The agent behind one socket and what it has used of its limits. A reload puts another in its
/// place.
public record AgentDoor(Agent agent, AgentLimits limits) {
    public AgentDoor(Agent agent) {
        this(agent, new AgentLimits(agent.limits()));
    }
}
