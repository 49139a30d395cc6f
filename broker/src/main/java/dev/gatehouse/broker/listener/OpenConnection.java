package dev.gatehouse.broker.listener;

import dev.gatehouse.broker.agent.Peer;
import java.time.Instant;

/// A connection that is served.
///
/// @param door what the socket leads to: `forge`, `model` or `egress`
/// @param since when it was accepted
public record OpenConnection(String door, Peer peer, Instant since) {}
