/// Decides recorded calls again by another policy, and says what would change. Sends nothing.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.admission.replay;
