package dev.gatehouse.broker.listener;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.Peer;

/// Hears of callers who are not the agent of the socket they called.
@FunctionalInterface
public interface Strangers {
    void refused(Agent agent, Peer peer, PeerMismatch mismatch);
}
