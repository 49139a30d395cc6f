package dev.gatehouse.broker.doctor.token;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.config.AgentSettings;
import dev.gatehouse.broker.doctor.finding.Check;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Site;
import dev.gatehouse.broker.doctor.finding.Symptom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Whether each agent has an account and a uid of its own.
public record SharingCheck(Site site) implements Check {
    @Override
    public String name() {
        return "sharing";
    }

    @Override
    public void look(Findings findings) {
        Map<String, List<AgentName>> accounts =
                shared(agent -> agent.account().value().toLowerCase(Locale.ROOT));
        Map<String, List<AgentName>> uids = shared(agent -> Integer.toString(agent.socket().uid()));
        accounts.forEach((account, agents) ->
                findings.of(
                        Symptom.ACCOUNT_SHARED,
                        "agents %s all act as %s".formatted(words(agents), account)));
        uids.forEach((uid, agents) ->
                findings.of(
                        Symptom.UID_SHARED,
                        "agents %s all have uid %s".formatted(words(agents), uid)));
        if (accounts.isEmpty() && uids.isEmpty()) {
            findings.ok("each agent has an account and a uid of its own");
        }
    }

    private Map<String, List<AgentName>> shared(Function<Agent, String> by) {
        Map<String, List<AgentName>> all =
                site.configuration().agents().values().stream()
                        .map(AgentSettings::agent)
                        .collect(
                                Collectors.groupingBy(
                                        by,
                                        TreeMap::new,
                                        Collectors.mapping(Agent::name, Collectors.toList())));
        all.values().removeIf(agents -> agents.size() < 2);
        return all;
    }

    private static String words(List<AgentName> agents) {
        return String.join(", ", agents.stream().map(AgentName::value).toList());
    }
}
