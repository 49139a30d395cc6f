/// Who an agent is, the socket it owns, and where the one credential it may borrow comes from.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.agent;
