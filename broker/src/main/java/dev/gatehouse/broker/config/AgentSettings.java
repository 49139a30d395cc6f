package dev.gatehouse.broker.config;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.egress.rule.EgressRules;
import dev.gatehouse.broker.policy.Grant;
import java.util.List;
import java.util.Optional;

/// One agent, what it may do, and its container.
///
/// @param model none: the agent has no socket to a model's API
/// @param egress what of the network it may reach; none: it has no socket to the network
public record AgentSettings(
        Agent agent,
        List<Grant> grants,
        WorkerSettings worker,
        Optional<ModelSettings> model,
        Optional<EgressRules> egress) {
    /// One without a model and without the network.
    public AgentSettings(Agent agent, List<Grant> grants) {
        this(agent, grants, WorkerSettings.DEFAULT, Optional.empty(), Optional.empty());
    }

    public AgentSettings {
        grants = List.copyOf(grants);
    }
}
