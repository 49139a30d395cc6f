package dev.gatehouse.broker.audit;

import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Peer;
import java.util.Optional;
import java.util.regex.Pattern;

/// Who asked: the agent of the socket, the account it acts as, and the process at the other end.
///
/// @param container the id of the container the process runs in, where it is known
public record Caller(AgentName agent, AccountName account, Peer peer, Optional<String> container) {
    private static final Pattern CONTAINER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");

    public Caller {
        container.ifPresent(Caller::checkContainer);
    }

    static void checkContainer(String container) {
        if (!CONTAINER.matcher(container).matches()) {
            throw new IllegalArgumentException(
                    "a container id is 1 to 128 of letters, digits, '_', '.' and '-'");
        }
    }
}
