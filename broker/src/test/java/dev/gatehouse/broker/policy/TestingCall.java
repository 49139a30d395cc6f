package dev.gatehouse.broker.policy;

import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.Operation;
import dev.gatehouse.broker.route.ParameterKind;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.broker.route.Router;
import dev.gatehouse.broker.route.Routing;
import dev.gatehouse.protocol.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Calls of tests, routed by the real catalogue.
record TestingCall(Route.Api route, Map<String, ?> body) {
    static final Catalogue CATALOGUE = Catalogue.load();
    private static final Router ROUTER = new Router(CATALOGUE);
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    /// What Forgejo would tell of `charles/lib`: pull request 7 is from `dev/x` onto `main`.
    static final ForgeFacts FORGE =
            new ForgeFacts(
                    Optional.of("main"),
                    Optional.of(
                            new PullRequestRefs(
                                    "main",
                                    "dev/x",
                                    Optional.of(new RepositoryName("charles", "lib")))));

    /// @param call such as `POST /repos/charles/lib/pulls`
    static TestingCall of(String call, Map<String, ?> body) {
        String[] parts = call.split(" ", 2);
        Routing routing = ROUTER.route(parts[0], "/api/v1" + parts[1]);
        if (routing instanceof Routing.Routed(Route.Api api)) {
            return new TestingCall(api, body);
        }
        throw new AssertionError(call + ": " + routing);
    }

    static TestingCall of(String call) {
        return of(call, Map.of());
    }

    /// A call of the operation on `charles/lib`.
    static TestingCall of(Operation operation, Map<String, ?> body) {
        String path =
                PARAMETER
                        .matcher(operation.path())
                        .replaceAll(match -> value(operation, match.group(1)));
        return of(operation.method() + " " + path, body);
    }

    private static String value(Operation operation, String parameter) {
        return switch (parameter) {
            case "owner", "template_owner", "org" -> "charles";
            case "repo", "template_repo" -> "lib";
            case "index", "id" -> "7";
            case "diffType" -> "diff";
            case "branch" ->
                    operation.kindOf(parameter) == ParameterKind.SLASHED ? "dev%2Fx" : "dev/x";
            default -> operation.kindOf(parameter) == ParameterKind.INTEGER ? "7" : "x";
        };
    }

    Decision decide(Policy policy) {
        return decide(policy, FORGE);
    }

    Decision decide(Policy policy, ForgeFacts forge) {
        return policy.decide(TestingGrant.DEV, route, facts(), forge);
    }

    CallFacts facts() {
        return switch (CallFacts.of(route, body)) {
            case CallFacts facts -> facts;
            case FactReading.FactProblem problem -> throw new AssertionError(problem.toString());
        };
    }

    Refusal refusal(Policy policy) {
        return switch (decide(policy)) {
            case Decision.Refuse refuse -> refuse.refusal();
            case Decision.Permit permit -> throw new AssertionError("permitted: " + permit.rule());
            case Decision.Verify verify -> throw new AssertionError("verifies: " + verify);
            case Decision.Inquire inquire -> throw new AssertionError("asks: " + inquire);
        };
    }

    boolean isPermitted(Policy policy) {
        return decide(policy) instanceof Decision.Permit;
    }
}
