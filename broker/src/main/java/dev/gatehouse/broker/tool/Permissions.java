package dev.gatehouse.broker.tool;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.policy.Decision;
import dev.gatehouse.broker.policy.Grant;
import dev.gatehouse.broker.policy.Policy;
import dev.gatehouse.broker.policy.RepositoryPattern;
import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.Operation;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.protocol.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Which tools the policy permits an agent, as it is now. A tool is shown only where all that it
/// cannot do without is given on one repository; whether a use of it goes through is decided for
/// each of its calls.
public final class Permissions {
    private final Catalogue catalogue;
    private final Supplier<Policy> policy;

    public Permissions(Catalogue catalogue, Supplier<Policy> policy) {
        this.catalogue = catalogue;
        this.policy = policy;
    }

    /// Those of the tools that the agent may use somewhere.
    public List<Tool> permitted(AgentName agent, Toolbox tools) {
        return tools.all().stream().filter(tool -> !places(agent, tool).isEmpty()).toList();
    }

    /// Where the agent may use a tool; for one that is about no repository, the grants'
    /// repositories.
    public List<RepositoryPattern> places(AgentName agent, Tool tool) {
        return policy.get().places(agent, operations(tool));
    }

    /// All that the agent's grants name.
    public List<RepositoryPattern> repositories(AgentName agent) {
        return policy.get().places(agent, List.of());
    }

    /// The agent's grants, as the configuration has them.
    public List<Grant> grants(AgentName agent) {
        return policy.get().grantsOf(agent);
    }

    /// Why the agent may not use a tool there.
    ///
    /// @param repository none for a tool that is about none
    public Optional<Refusal> refusal(
            AgentName agent, Tool tool, Optional<RepositoryName> repository) {
        return operations(tool).stream()
                .flatMap(operation -> refusal(agent, operation, repository).stream())
                .findFirst();
    }

    private Optional<Refusal> refusal(
            AgentName agent, Operation operation, Optional<RepositoryName> repository) {
        Route.Api route =
                new Route.Api(
                        operation.method(),
                        operation,
                        operation.repositoryScoped() ? repository : Optional.empty(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        operation.path());
        return policy.get().decideOperation(agent, route) instanceof Decision.Refuse refuse
                ? Optional.of(refuse.refusal())
                : Optional.empty();
    }

    private List<Operation> operations(Tool tool) {
        return tool.operations().stream()
                .sorted()
                .map(id ->
                        catalogue
                                .operation(id)
                                .orElseThrow(() ->
                                        new IllegalStateException(
                                                "'"
                                                        + tool.name()
                                                        + "' needs '"
                                                        + id
                                                        + "', which is no operation")))
                .toList();
    }
}
