package dev.gatehouse.broker.listener;

import dev.gatehouse.broker.agent.ContainerId;

/// Why a caller is not the agent whose socket it called.
public sealed interface PeerMismatch {
    /// It runs as another user.
    record OtherUser() implements PeerMismatch {}

    /// It runs in another container, which the peer names, or in none.
    record OtherOrigin(ContainerId registered) implements PeerMismatch {}

    /// Where it runs could not be found out.
    record Unattested(String reason) implements PeerMismatch {}

    /// It cannot be the agent: no container that counts is registered.
    ///
    /// @param why the end of a sentence that began with the agent; what to do stands in it
    record NoneRegistered(String why) implements PeerMismatch {}
}
