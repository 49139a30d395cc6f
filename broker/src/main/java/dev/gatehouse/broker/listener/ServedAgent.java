package dev.gatehouse.broker.listener;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.Container;
import java.nio.file.Path;
import java.util.Optional;

/// An agent that is listened for.
///
/// @param directory holds its sockets, and is mounted into its container
public record ServedAgent(Agent agent, Path directory, Optional<Container> container) {}
