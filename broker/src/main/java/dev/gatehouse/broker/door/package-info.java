/// What an agent's socket may lead to: the one thing that the listener and those who serve agents
/// know of each other.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.door;
