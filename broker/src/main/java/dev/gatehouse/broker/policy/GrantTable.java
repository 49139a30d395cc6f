package dev.gatehouse.broker.policy;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.route.RepositoryName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The grants of all agents, and which of them speak: those in force; or, where shadow grants are
/// tried out, these in their place on every repository that a shadow grant names.
final class GrantTable {
    private final Map<AgentName, List<Grant>> inForce;
    private final Map<AgentName, List<Grant>> shadows;
    private final boolean trial;

    private GrantTable(
            Map<AgentName, List<Grant>> inForce,
            Map<AgentName, List<Grant>> shadows,
            boolean trial) {
        this.inForce = inForce;
        this.shadows = shadows;
        this.trial = trial;
    }

    /// With the shadow grants silent.
    static GrantTable inForce(Map<AgentName, List<Grant>> grants) {
        return new GrantTable(
                only(grants, grant -> !grant.shadow()), only(grants, Grant::shadow), false);
    }

    private static Map<AgentName, List<Grant>> only(
            Map<AgentName, List<Grant>> grants, Predicate<Grant> wanted) {
        Map<AgentName, List<Grant>> found = new HashMap<>();
        grants.forEach((agent, all) -> {
            List<Grant> some = all.stream().filter(wanted).toList();
            if (!some.isEmpty()) {
                found.put(agent, some);
            }
        });
        return Map.copyOf(found);
    }

    /// With the shadow grants of all agents tried out.
    GrantTable onTrial() {
        return new GrantTable(inForce, shadows, true);
    }

    /// Those in force, in the configuration's order.
    List<Grant> inForce(AgentName agent) {
        return inForce.getOrDefault(agent, List.of());
    }

    boolean hasShadows(AgentName agent) {
        return shadows.containsKey(agent);
    }

    /// @param repository none: the call is about no repository, and so no shadow grant speaks
    List<Grant> covering(AgentName agent, Optional<RepositoryName> repository) {
        return repository
                .map(name -> speaking(agent, grant -> grant.covers(name)))
                .orElseGet(() -> inForce(agent));
    }

    /// Those that name some repository of an owner.
    List<Grant> naming(AgentName agent, String owner) {
        return speaking(
                agent,
                grant ->
                        grant.repositories().stream()
                                .anyMatch(pattern -> pattern.owner().equals(owner)));
    }

    private List<Grant> speaking(AgentName agent, Predicate<Grant> concerned) {
        if (trial) {
            List<Grant> tried =
                    shadows.getOrDefault(agent, List.of()).stream().filter(concerned).toList();
            if (!tried.isEmpty()) {
                return tried;
            }
        }
        List<Grant> found = new ArrayList<>();
        for (Grant grant : inForce(agent)) {
            if (concerned.test(grant)) {
                found.add(grant);
            }
        }
        return found;
    }
}
