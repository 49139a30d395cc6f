package dev.gatehouse.broker.policy;

import dev.gatehouse.broker.route.Operation;
import dev.gatehouse.broker.route.Risk;
import dev.gatehouse.broker.route.Role;
import java.util.Optional;
import java.util.Set;

/// A grant that gives an operation, and the part of it that does.
record Giving(Grant grant, String rule) {
    /// The one risk that a role may carry: `review` may review, `maintain` may merge.
    private static final Set<Risk> ROLE_RISKS = Set.of(Risk.GUARDRAIL);

    static Optional<Giving> of(Grant grant, Operation operation) {
        if (grant.allow().contains(operation.id())
                && grant.acceptRisk().containsAll(operation.risks())) {
            return Optional.of(new Giving(grant, grant.origin() + " allow: " + operation.id()));
        }
        if (!ROLE_RISKS.containsAll(operation.risks())) {
            return Optional.empty();
        }
        return operation
                .lowestRole()
                .flatMap(lowest ->
                        grant.roles().stream()
                                .filter(role -> role.contains(lowest))
                                .min(Role::compareTo))
                .map(role -> new Giving(grant, grant.origin() + " roles: " + role.word()));
    }
}
