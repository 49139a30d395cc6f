/// The agents' sockets: bind, accept, identify the caller, and let through only requests that can
/// be framed in exactly one way.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.listener;
