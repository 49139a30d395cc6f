package dev.gatehouse.broker.route;

/// What tests expect of a router's answer.
final class TestingRouting {
    private TestingRouting() {}

    static Route.Api api(Routing routing) {
        if (routing instanceof Routing.Routed(Route.Api api)) {
            return api;
        }
        throw new AssertionError("not an operation of the API: " + routing);
    }
}
