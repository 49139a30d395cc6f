package dev.gatehouse.broker.config;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.policy.Grant;
import java.util.List;

/// One agent and what it may do.
public record AgentSettings(Agent agent, List<Grant> grants) {
    public AgentSettings {
        grants = List.copyOf(grants);
    }
}
