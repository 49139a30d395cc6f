package dev.gatehouse.broker;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.credential.LoggedAlarms;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads every agent's token and asks Forgejo whose it is, without a daemon.
final class TokenCheck {
    private TokenCheck() {}

    /// @return for each agent, one word on its token
    static SortedMap<AgentName, String> run(Configuration configuration, Surroundings surroundings)
            throws IOException {
        List<Agent> agents = RoomSettings.agents(configuration);
        try (Errand errand =
                Errand.begin(
                        RoomSettings.forge(configuration),
                        configuration.policy(),
                        surroundings.tokenSources(),
                        new LoggedAlarms())) {
            errand.check(agents);
            SortedMap<AgentName, String> words = new TreeMap<>();
            agents.forEach(agent -> words.put(agent.name(), errand.state(agent.name()).word()));
            return words;
        }
    }
}
