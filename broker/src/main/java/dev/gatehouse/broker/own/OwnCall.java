package dev.gatehouse.broker.own;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.line.ForgeLine;
import dev.gatehouse.broker.route.Route;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A call of one of the broker's own routes.
///
/// @param fields the JSON body's, strictly parsed; numbers are `BigInteger` or `BigDecimal`
/// @param header a header field of the request, by its name
/// @param lines opens a line to the forge, on which the agent's own calls go: the same peer,
///   limits, policy and audit
public record OwnCall(
        Agent agent,
        Peer peer,
        Map<String, ? extends @Nullable Object> fields,
        Route.Broker route,
        Function<String, Optional<String>> header,
        Supplier<ForgeLine> lines) {}
