package dev.gatehouse.broker.own;

/// Answers the broker's own routes.
@FunctionalInterface
public interface OwnRoutes {
    /// On the connection's event loop; returns at once. The reply may come later, from any thread.
    OwnWork answer(OwnCall call, OwnReply reply);
}
