package dev.gatehouse.broker.differential;

/// One request as an agent sends it.
///
/// @param body empty for none; else said to be JSON
record AgentRequest(String method, String target, String body) {}
