package dev.gatehouse.broker.admin.server;

import java.util.List;

/// Everything that can be asked at the operator's socket.
public final class AdminRoutes {
    private final List<AdminRoute> table;

    AdminRoutes(List<AdminRoute> table) {
        this.table = List.copyOf(table);
    }

    public static AdminRoutes of(Daemon daemon) {
        AgentActions agents = new AgentActions(daemon.sockets(), daemon.models());
        DaemonActions actions = new DaemonActions(daemon);
        AuditActions audit = new AuditActions(daemon.configuration().get().audit().file());
        return new AdminRoutes(
                List.of(
                        new AdminRoute("GET", "/v1/status", actions::status),
                        new AdminRoute("GET", "/v1/audit", audit::stream),
                        new AdminRoute("GET", "/v1/agents", actions::agents),
                        new AdminRoute("GET", "/v1/connections", actions::connections),
                        new AdminRoute("GET", "/v1/alarms", actions::alarms),
                        new AdminRoute("GET", "/v1/metrics", actions::metrics),
                        new AdminRoute("POST", "/v1/reload", actions::reload),
                        new AdminRoute("POST", "/v1/drain", actions::drain),
                        new AdminRoute("PUT", "/v1/log/{logger}", LogActions::set),
                        new AdminRoute("GET", "/v1/agents/{agent}", agents::show),
                        new AdminRoute("GET", "/v1/agents/{agent}/model", agents::model),
                        new AdminRoute("PUT", "/v1/agents/{agent}/container", agents::register),
                        new AdminRoute("DELETE", "/v1/agents/{agent}/container", agents::forget),
                        new AdminRoute(
                                "POST",
                                "/v1/search",
                                _ -> new SearchIntake(daemon.tokens().search()))));
    }

    /// Nothing but the metrics, for [MetricsListener].
    static AdminRoutes ofMetrics(Daemon daemon) {
        return new AdminRoutes(
                List.of(new AdminRoute("GET", "/metrics", new DaemonActions(daemon)::metrics)));
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
