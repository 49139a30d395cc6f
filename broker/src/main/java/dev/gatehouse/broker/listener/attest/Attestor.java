package dev.gatehouse.broker.listener.attest;

import dev.gatehouse.broker.agent.ContainerId;
import dev.gatehouse.broker.agent.Peer;

/// Finds out which container a connection comes from. Any thread, an event loop too.
@FunctionalInterface
public interface Attestor {
    /// @param socket the file descriptor of an accepted connection, which stays open meanwhile
    /// @param peer what `SO_PEERCRED` says of it
    /// @param registered where it should come from; the only container that can be recognised where
    ///   the process's own list of control groups is hidden
    Attestation attest(int socket, Peer peer, ContainerId registered);
}
