package dev.gatehouse.broker.route;

import dev.gatehouse.protocol.RefusalCode;

/// The router's answer.
public sealed interface Routing {
    record Routed(Route route) implements Routing {}

    /// @param code [RefusalCode#MALFORMED] or [RefusalCode#UNKNOWN_ROUTE]
    /// @param detail what is wrong and where, safe to show
    /// @param remedy what to do instead, safe to show
    record Unroutable(RefusalCode code, String detail, String remedy) implements Routing {}
}
