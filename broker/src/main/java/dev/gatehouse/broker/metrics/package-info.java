/// Counts what the daemon does, for the operator: by agent, door and code, never by what an agent
/// chose.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.metrics;
