/// Counts what an agent's model calls use, and says when it is enough.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.model.budget;
