package dev.gatehouse.broker.admin.server;

import dev.gatehouse.broker.agent.Peer;

/// Hears of callers at the operator's socket who are not the operator.
@FunctionalInterface
public interface AdminStrangers {
    void refusedAsOperator(Peer peer);
}
