package dev.gatehouse.broker.route;

import static dev.gatehouse.broker.route.UnroutableException.malformed;
import static dev.gatehouse.broker.route.UnroutableException.unknown;

import dev.gatehouse.protocol.BrokerPaths;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// From method and raw request target to one route, or the reason why there is none. What can be
/// read in two ways is refused, and the target of a route is written by the router itself, so that
/// what was decided is what is sent. Pure; safe to use from any thread.
public final class Router {
    private static final Map<String, Set<HttpMethod>> BROKER_PATHS =
            Map.of(
                    BrokerPaths.WHOAMI, Set.of(HttpMethod.GET),
                    BrokerPaths.POLICY, Set.of(HttpMethod.GET),
                    BrokerPaths.HEALTH, Set.of(HttpMethod.GET),
                    BrokerPaths.EXPLAIN, Set.of(HttpMethod.POST),
                    BrokerPaths.COMMAND, Set.of(HttpMethod.POST),
                    BrokerPaths.MCP,
                            EnumSet.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.DELETE));

    private final ApiRoutes api;
    private final GitRoutes git;

    public Router(Catalogue catalogue) {
        api = new ApiRoutes(catalogue);
        git = new GitRoutes(catalogue);
    }

    /// @param method the request's method token, as sent
    /// @param rawTarget the request target, as sent
    public Routing route(String method, String rawTarget) {
        try {
            return new Routing.Routed(routed(method, rawTarget));
        } catch (UnroutableException refused) {
            return refused.answer();
        }
    }

    private Route routed(String token, String rawTarget) throws UnroutableException {
        HttpMethod method =
                HttpMethod.of(token)
                        .orElseThrow(() ->
                                malformed(
                                        "this method is not served",
                                        "use GET, HEAD, POST, PUT, PATCH or DELETE, in"
                                                + " capitals"));
        RawTarget target = RawTarget.parse(rawTarget);
        return switch (target.segments().getFirst()) {
            case "api" -> api.route(method, target);
            case "-" -> broker(method, target);
            default ->
                    isGit(target)
                            ? git.route(method, target)
                            : DownloadRoutes.route(method, target);
        };
    }

    private static boolean isGit(RawTarget target) {
        return target.segments().size() > 2
                && GitRoutes.isGit(target.segments().subList(2, target.segments().size()));
    }

    private static Route broker(HttpMethod method, RawTarget target) throws UnroutableException {
        String path = "/" + String.join("/", target.segments());
        Set<HttpMethod> taken = BROKER_PATHS.get(path);
        if (taken == null) {
            throw unknown(
                    "the broker has no such route",
                    "it has whoami, policy, explain, health, command and mcp below "
                            + BrokerPaths.PREFIX);
        }
        if (!taken.contains(method)) {
            throw unknown(
                    "this path does not take " + method,
                    "this path takes "
                            + taken.stream()
                                    .map(HttpMethod::name)
                                    .collect(Collectors.joining(", ")));
        }
        if (!target.query().isEmpty()) {
            throw malformed("the broker's own routes take no query", "remove '?' and what follows");
        }
        return new Route.Broker(method, path);
    }
}
