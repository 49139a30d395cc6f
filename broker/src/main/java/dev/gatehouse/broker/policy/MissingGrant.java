package dev.gatehouse.broker.policy;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.route.GitAddress;
import dev.gatehouse.broker.route.Operation;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Risk;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Says what no grant gives, and which one would, in the configuration's own words.
final class MissingGrant {
    private static final String DEFAULT_RULE = "default: refuse";

    private MissingGrant() {}

    /// No grant of the agent covers the repository, or it has none at all.
    static Decision covering(AgentName agent, Route.Api route) {
        String operation = " (operation '" + route.operation().id() + "')";
        return refuse(
                List.of(),
                route.repository()
                        .map(name -> "no grant of agent " + agent + " covers " + name + operation)
                        .orElse("agent " + agent + " has no grant at all" + operation),
                grantFor(route));
    }

    /// @param covering none of which gives the operation
    static Decision giving(AgentName agent, Route.Api route, List<Grant> covering) {
        String operation = route.operation().id();
        boolean allowed = covering.stream().anyMatch(grant -> grant.allow().contains(operation));
        return refuse(
                covering,
                "'"
                        + operation
                        + "'"
                        + on(route.repository())
                        + (allowed
                                ? " is allowed, but its risk is not accepted, by "
                                : " is not given to agent " + agent + " by ")
                        + covering.stream()
                                .map(grant -> grant.origin().path())
                                .collect(Collectors.joining(", ")),
                grantFor(route));
    }

    static Decision reading(
            AgentName agent, RepositoryName repository, String what, List<Grant> covering) {
        return refuse(
                covering,
                "no grant of agent " + agent + " lets it read " + repository + " (" + what + ")",
                grant(repository, "roles: [read]"));
    }

    static Decision pushing(AgentName agent, GitAddress address, List<Grant> covering) {
        return refuse(
                covering,
                "no grant of agent " + agent + " lets it push to " + address,
                grant(
                        address.repository(),
                        "roles: ["
                                + (address.wiki() ? "maintain" : "contribute")
                                + "], push: { branches: [...] }"));
    }

    /// @param force whether another's lock would be broken
    static Decision writingLfs(
            AgentName agent, RepositoryName repository, boolean force, List<Grant> covering) {
        return refuse(
                covering,
                "no grant of agent "
                        + agent
                        + (force
                                ? " lets it break another's LFS lock in "
                                : " lets it write LFS objects or locks in ")
                        + repository,
                grant(
                        repository,
                        "roles: [contribute], push: { branches: [...]"
                                + (force ? ", force: true }" : " }")));
    }

    static String on(Optional<RepositoryName> repository) {
        return repository.map(name -> " on " + name).orElse("");
    }

    private static String grant(RepositoryName repository, String gives) {
        return "an operator can add the grant: repositories: [" + repository + "], " + gives;
    }

    private static String grantFor(Route.Api route) {
        Operation operation = route.operation();
        String gives =
                operation
                        .lowestRole()
                        .map(role -> "roles: [" + role.word() + "]")
                        .orElse("allow: [" + operation.id() + "]" + risks(operation));
        return route.repository()
                .map(repository -> grant(repository, gives))
                .orElse("an operator can add the grant: " + gives);
    }

    private static String risks(Operation operation) {
        return operation.risks().isEmpty()
                ? ""
                : operation.risks().stream()
                        .map(Risk::word)
                        .sorted()
                        .collect(Collectors.joining(", ", ", accept-risk: [", "]"));
    }

    /// Where a shadow grant is tried out, the rule that nothing permits is its own.
    private static Decision refuse(List<Grant> covering, String detail, String remedy) {
        String rule =
                covering.stream()
                        .filter(Grant::shadow)
                        .findFirst()
                        .map(grant -> grant.origin() + " " + DEFAULT_RULE)
                        .orElse(DEFAULT_RULE);
        return new Decision.Refuse(new Refusal(RefusalCode.NOT_GRANTED, rule, detail, remedy));
    }
}
