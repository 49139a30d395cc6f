/// The agent's way to the rest of the network: an HTTP proxy that connects to granted hosts, and to
/// nothing else.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.egress;
