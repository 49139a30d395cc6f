package dev.gatehouse.broker.agent;

import java.util.Optional;

/// One configured worker identity.
///
/// @param container the name of the container its calls must come from, where one is registered
public record Agent(
        AgentName name,
        AccountName account,
        TokenSource token,
        SocketOwner socket,
        Optional<String> container,
        Limits limits) {}
