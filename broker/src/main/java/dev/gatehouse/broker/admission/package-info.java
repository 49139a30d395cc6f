/// The straight line up to "may go": route, policy, audit intent. No network.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.admission;
