package dev.gatehouse.broker.policy;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.route.RepositoryName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The grants of all agents, and which of them speak: those in force; or, where shadow grants are
/// tried out, these in their place on every repository that a shadow grant names.
///
/// @param trial whether shadow grants are tried out
record GrantTable(Map<AgentName, List<Grant>> grants, boolean trial) {
    GrantTable {
        grants = Map.copyOf(grants);
    }

    /// Those in force, in the configuration's order.
    List<Grant> inForce(AgentName agent) {
        return all(agent).stream().filter(grant -> !grant.shadow()).toList();
    }

    boolean hasShadows(AgentName agent) {
        return all(agent).stream().anyMatch(Grant::shadow);
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
        List<Grant> shadows =
                trial
                        ? all(agent).stream().filter(Grant::shadow).filter(concerned).toList()
                        : List.of();
        return shadows.isEmpty() ? inForce(agent).stream().filter(concerned).toList() : shadows;
    }

    private List<Grant> all(AgentName agent) {
        return grants.getOrDefault(agent, List.of());
    }
}
