package dev.gatehouse.broker.config;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.policy.Grant;
import java.util.List;
import java.util.Optional;

/// One agent, what it may do, and its container.
///
/// @param model none: the agent has no socket to a model's API
public record AgentSettings(
        Agent agent, List<Grant> grants, WorkerSettings worker, Optional<ModelSettings> model) {
    public AgentSettings(Agent agent, List<Grant> grants) {
        this(agent, grants, WorkerSettings.DEFAULT);
    }

    public AgentSettings(Agent agent, List<Grant> grants, WorkerSettings worker) {
        this(agent, grants, worker, Optional.empty());
    }

    public AgentSettings {
        grants = List.copyOf(grants);
    }
}
