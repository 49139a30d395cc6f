package dev.gatehouse.broker.admin.server;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.credential.TokenSearch;
import dev.gatehouse.broker.listener.AgentSockets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Everything that can be asked at the operator's socket.
public final class AdminRoutes {
    private final List<AdminRoute> table;

    AdminRoutes(List<AdminRoute> table) {
        this.table = List.copyOf(table);
    }

    /// @param models what is known of an agent's door to its model, as JSON
    public static AdminRoutes of(
            AgentSockets sockets,
            Supplier<TokenSearch> search,
            Function<AgentName, Optional<byte[]>> models) {
        AgentActions agents = new AgentActions(sockets, models);
        return new AdminRoutes(
                List.of(
                        new AdminRoute("GET", "/v1/agents/{agent}", agents::show),
                        new AdminRoute("GET", "/v1/agents/{agent}/model", agents::model),
                        new AdminRoute("PUT", "/v1/agents/{agent}/container", agents::register),
                        new AdminRoute("DELETE", "/v1/agents/{agent}/container", agents::forget),
                        new AdminRoute("POST", "/v1/search", _ -> new SearchIntake(search.get()))));
    }

    /// Begins what is asked, or says why it cannot be.
    Opening open(String method, String target) {
        List<AdminRoute> there =
                table.stream().filter(route -> route.match(target).isPresent()).toList();
        if (there.isEmpty()) {
            return new Opening.Refused(
                    new Reply.Problem(
                            404,
                            "nothing is served at this path",
                            "see docs/admin.md for what is; queries are not known at all"));
        }
        return there.stream()
                .filter(route -> route.method().equals(method))
                .findFirst()
                .<Opening>map(route ->
                        new Opening.Begun(route.action().begin(route.match(target).orElseThrow())))
                .orElseGet(() -> wrongMethod(there));
    }

    private static Opening wrongMethod(List<AdminRoute> there) {
        List<String> allow = there.stream().map(AdminRoute::method).toList();
        return new Opening.Refused(
                new Reply.Problem(
                        405,
                        "this path is not served for that method",
                        "use " + String.join(" or ", allow),
                        allow));
    }
}
