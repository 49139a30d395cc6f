package dev.gatehouse.broker.egress.reach;

import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;

/// Why there is no connection. Nothing that a name server or the network said is repeated.
public sealed interface Unreached {
    /// One of the addresses may not be reached, so none is.
    ///
    /// @param kind such as `a private address`
    record Forbidden(String kind) implements Unreached {}

    /// One of the addresses is that of a host which has a door of its own.
    record Closed() implements Unreached {}

    /// The name has no address.
    record Unknown() implements Unreached {}

    /// The addresses of the closed hosts could not be found out, so none could be told from them.
    record Undecided() implements Unreached {}

    /// The name was not resolved in time.
    record Unresolved() implements Unreached {}

    /// The agent has too many names under way that do not resolve.
    record Busy() implements Unreached {}

    /// No address took the connection.
    record Refused() implements Unreached {}

    /// No address answered in time.
    record Silent() implements Unreached {}

    /// @param host as it may be shown
    default Refusal refusal(String host) {
        return switch (this) {
            case Forbidden(String kind) ->
                    new Refusal(
                            RefusalCode.NOT_GRANTED,
                            "egress address",
                            host + " resolves to " + kind,
                            "if the agent is to reach it, ask the operator to list its network under"
                                    + " egress.private-addresses");
            case Closed() ->
                    new Refusal(
                            RefusalCode.NOT_GRANTED,
                            "egress closed host",
                            host
                                    + " is at an address of the forge or the model, which have sockets of their own",
                            "use forge.sock or model.sock");
            case Unknown() ->
                    new Refusal(
                            RefusalCode.UPSTREAM_UNREACHABLE,
                            "egress resolve",
                            host + " has no address",
                            "check the name");
            case Undecided() ->
                    new Refusal(
                            RefusalCode.UPSTREAM_UNREACHABLE,
                            "egress closed host",
                            "the broker cannot find out the addresses that are closed to this socket",
                            "try again later; tell the operator");
            case Unresolved() ->
                    new Refusal(
                            RefusalCode.UPSTREAM_TIMEOUT,
                            "egress resolve",
                            host + " was not resolved in time",
                            "try again later");
            case Busy() ->
                    new Refusal(
                            RefusalCode.LIMIT,
                            "egress resolve",
                            "too many names are being resolved",
                            "try again later");
            case Refused() ->
                    new Refusal(
                            RefusalCode.UPSTREAM_UNREACHABLE,
                            "egress connect",
                            host + " does not accept the connection",
                            "try again later");
            case Silent() ->
                    new Refusal(
                            RefusalCode.UPSTREAM_TIMEOUT,
                            "egress connect",
                            host + " did not answer in time",
                            "try again later");
        };
    }
}
