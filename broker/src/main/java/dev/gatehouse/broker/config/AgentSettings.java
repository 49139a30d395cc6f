package dev.gatehouse.broker.config;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.policy.Grant;
import java.util.List;

/// One agent, what it may do, and its container.
public record AgentSettings(Agent agent, List<Grant> grants, WorkerSettings worker) {
    public AgentSettings(Agent agent, List<Grant> grants) {
        this(agent, grants, WorkerSettings.DEFAULT);
    }

    public AgentSettings {
        grants = List.copyOf(grants);
    }
}
