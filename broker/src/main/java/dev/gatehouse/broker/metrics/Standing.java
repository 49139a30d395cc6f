package dev.gatehouse.broker.metrics;

import dev.gatehouse.broker.agent.AgentName;
import java.util.List;
import java.util.Map;

/// What is true at the moment of a scrape.
///
/// @param auditWaiting records that wait until the log can be written again, or were lost
public record Standing(
        List<Connected> connections,
        Map<AgentName, Credential> credentials,
        boolean auditWritable,
        long auditWaiting,
        boolean draining,
        Memory memory) {
    public Standing {
        connections = List.copyOf(connections);
        credentials = Map.copyOf(credentials);
    }

    /// @param door `forge`, `model` or `egress`
    /// @param open connections at the moment
    public record Connected(AgentName agent, String door, int open) {}

    /// The state of an agent's token.
    ///
    /// @param words all there are
    public record Credential(String word, List<String> words) {
        public Credential {
            words = List.copyOf(words);
        }
    }
}
