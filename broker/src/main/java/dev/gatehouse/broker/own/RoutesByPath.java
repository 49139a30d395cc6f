package dev.gatehouse.broker.own;

import java.util.Map;

/// Each path to whoever answers it.
public final class RoutesByPath implements OwnRoutes {
    private final Map<String, OwnRoutes> paths;
    private final OwnRoutes rest;

    /// @param rest answers the paths that are not named
    public RoutesByPath(Map<String, OwnRoutes> paths, OwnRoutes rest) {
        this.paths = Map.copyOf(paths);
        this.rest = rest;
    }

    @Override
    public OwnWork answer(OwnCall call, OwnReply reply) {
        return paths.getOrDefault(call.route().path(), rest).answer(call, reply);
    }
}
