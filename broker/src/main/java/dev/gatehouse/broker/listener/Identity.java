package dev.gatehouse.broker.listener;

import dev.gatehouse.broker.agent.Peer;

/// Whether the process at the other end is the agent.
sealed interface Identity {
    /// @param peer with its container, where one is registered
    record Confirmed(Peer peer) implements Identity {}

    record Denied(Peer peer, PeerMismatch mismatch) implements Identity {}
}
