package dev.gatehouse.broker.relay;

import dev.gatehouse.broker.agent.Agent;

/// An agent as it is configured now, and what it has used of its limits.
record LimitedAgent(Agent agent, AgentLimits limits) {}
