package dev.gatehouse.broker.admission;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.Peer;

/// Who asks, in which exchange.
public record Asking(Agent agent, Peer peer, ExchangeId exchange) {}
