package dev.gatehouse.broker.policy;

import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Risk;
import dev.gatehouse.broker.route.Role;
import java.util.List;
import java.util.Set;

/// What an agent may do on some repositories.
///
/// @param allow operation ids on top of the roles
/// @param deny operation ids that no role and no `allow` of this grant gives
/// @param acceptRisk the risks the operator has accepted for operations named in `allow`
/// @param shadow whether the grant is only tried out: it permits nothing, and what it would refuse
///   is told
/// @param origin where the grant stands in the configuration
public record Grant(
        List<RepositoryPattern> repositories,
        Set<Role> roles,
        Set<String> allow,
        Set<String> deny,
        Set<Risk> acceptRisk,
        PushRule push,
        PathRule paths,
        boolean shadow,
        Origin origin) {
    /// A grant in force.
    public Grant(
            List<RepositoryPattern> repositories,
            Set<Role> roles,
            Set<String> allow,
            Set<String> deny,
            Set<Risk> acceptRisk,
            PushRule push,
            PathRule paths,
            Origin origin) {
        this(repositories, roles, allow, deny, acceptRisk, push, paths, false, origin);
    }

    public Grant {
        repositories = List.copyOf(repositories);
        roles = Set.copyOf(roles);
        allow = Set.copyOf(allow);
        deny = Set.copyOf(deny);
        acceptRisk = Set.copyOf(acceptRisk);
    }

    boolean coversAllOf(String owner) {
        return repositories.stream()
                .anyMatch(
                        pattern -> pattern.owner().equals(owner) && pattern.nameGlob().equals("*"));
    }

    /// Whether every repository of a pattern is covered.
    boolean covers(RepositoryPattern pattern) {
        return repositories.stream().anyMatch(own -> own.includes(pattern));
    }

    boolean covers(RepositoryName repository) {
        return repositories.stream().anyMatch(pattern -> pattern.matches(repository));
    }
}
