/// Lets through only requests that can be framed in exactly one way, from clients that get on with
/// them; for every socket of the broker.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.framing;
