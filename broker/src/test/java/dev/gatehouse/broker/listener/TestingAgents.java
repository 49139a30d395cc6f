package dev.gatehouse.broker.listener;

import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Limits;
import dev.gatehouse.broker.agent.SocketOwner;
import dev.gatehouse.broker.agent.TokenSource;
import java.nio.file.Path;
import java.util.Optional;

/// Agents for tests.
final class TestingAgents {
    static final int UID = 10001;
    static final AgentName DEV = new AgentName("dev");

    private TestingAgents() {}

    static Agent dev(Optional<String> container) {
        return new Agent(
                DEV,
                new AccountName("dev-bot"),
                new TokenSource.TokenFile(Path.of("/nowhere")),
                new SocketOwner(UID, UID),
                container,
                Limits.DEFAULT);
    }
}
