/// Bytes both ways between an agent and Forgejo: body inspection, header hygiene, back-pressure;
/// every exchange ends in one outcome.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.relay;
