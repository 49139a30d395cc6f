package dev.gatehouse.broker.audit;

import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Peer;

/// Who asked: the agent of the socket, the account it acts as, and the process at the other end.
public record Caller(AgentName agent, AccountName account, Peer peer) {}
