package dev.gatehouse.broker.relay;

import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.line.ForgeLine;
import java.util.function.Supplier;

/// Who is at the other end of a connection.
///
/// @param lines opens another connection in the same name, within the broker
record Caller(Peer peer, Supplier<ForgeLine> lines) {}
