package dev.gatehouse.broker.admin;

import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Container;
import dev.gatehouse.broker.agent.SocketOwner;
import java.nio.file.Path;
import java.util.Optional;

/// What a container has to know of its agent.
///
/// @param owner the user and group that the container runs as
/// @param directory holds the agent's sockets; to be mounted into the container
/// @param container the one that is registered
public record AgentFacts(
        AgentName agent,
        AccountName account,
        SocketOwner owner,
        Path directory,
        Optional<Container> container) {}
