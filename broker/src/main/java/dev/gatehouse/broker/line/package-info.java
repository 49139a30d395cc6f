/// Calls to the forge that the broker makes in an agent's name. They take the agent's own line from
/// the first byte to the last: framing, limits, route, policy, audit, credential.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.line;
