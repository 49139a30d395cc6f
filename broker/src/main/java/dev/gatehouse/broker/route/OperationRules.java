package dev.gatehouse.broker.route;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What must hold of every row of the catalogue, so that nothing half classified can be loaded.
final class OperationRules {
    /// Forgejo reads credentials and the impersonated user from these names, on every route.
    static final Set<String> CREDENTIAL_PARAMETERS = Set.of("token", "access_token", "sudo");

    private final Operation operation;
    private final PathTemplate template;

    OperationRules(Operation operation) {
        this.operation = operation;
        this.template = PathTemplate.of(operation);
    }

    Optional<String> firstBroken() {
        return Optional.<String>empty()
                .or(this::risksAndRole)
                .or(this::parameters)
                .or(this::repository)
                .or(this::queryAndBody)
                .or(() ->
                        operation.facts().stream().flatMap(rule -> fact(rule).stream()).findFirst())
                .or(this::refs);
    }

    private Optional<String> risksAndRole() {
        boolean risky = operation.risks().stream().anyMatch(risk -> risk != Risk.GUARDRAIL);
        return broken(
                risky && operation.lowestRole().isPresent(),
                "a role includes no risk but " + Risk.GUARDRAIL.word());
    }

    private Optional<String> parameters() {
        List<String> names = template.parameters();
        return broken(
                        !names.containsAll(operation.parameterKinds().keySet()),
                        "a kind for a parameter that the path does not have")
                .or(() ->
                        broken(
                                operation
                                        .multiSegmentParameter()
                                        .filter(name -> !name.equals(names.getLast()))
                                        .isPresent(),
                                "the multi-segment parameter does not end the path"));
    }

    private Optional<String> repository() {
        return broken(
                operation.repositoryScoped() && template.repositoryParameters().isEmpty(),
                "repository-scoped, but no parameters of the path name a repository");
    }

    private Optional<String> queryAndBody() {
        return broken(
                        operation.queryParameters().stream()
                                .map(name -> name.toLowerCase(Locale.ROOT))
                                .anyMatch(CREDENTIAL_PARAMETERS::contains),
                        "a query parameter that is a credential")
                .or(() ->
                        broken(
                                operation.body() != BodyKind.JSON
                                        && !operation.bodyFields().isEmpty(),
                                "body fields, but no JSON body"));
    }

    private Optional<String> fact(FactRule rule) {
        boolean found =
                switch (rule.source()) {
                    case PATH -> template.parameters().contains(rule.name());
                    case QUERY -> operation.queryParameters().contains(rule.name());
                    case BODY -> operation.bodyFields().contains(rule.name().split("[.\\[]", 2)[0]);
                    case CONSTANT -> true;
                };
        return broken(
                !found,
                "the fact "
                        + rule.kind().word()
                        + " is read from '"
                        + rule.name()
                        + "', which the operation does not have");
    }

    private Optional<String> refs() {
        boolean named = operation.facts().stream().anyMatch(rule -> rule.kind().namesWrittenRef());
        return broken(
                operation.effects().contains(Effect.REF_WRITE) && !named,
                "writes refs, but no fact says which");
    }

    private static Optional<String> broken(boolean broken, String detail) {
        return broken ? Optional.of(detail) : Optional.empty();
    }
}
