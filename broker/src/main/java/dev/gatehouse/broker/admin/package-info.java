/// The operator's side of the broker: what may be asked at its socket, and the client that asks.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.admin;
