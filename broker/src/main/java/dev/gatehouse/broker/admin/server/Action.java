package dev.gatehouse.broker.admin.server;

import java.util.List;

/// What stands behind a route.
@FunctionalInterface
interface Action {
    /// @param values what the path has in place of the route's parameters, not looked at yet
    Intake begin(List<String> values);
}
