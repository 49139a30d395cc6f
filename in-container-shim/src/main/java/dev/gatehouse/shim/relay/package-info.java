/// Lets git's own HTTP client, which knows no Unix sockets, reach the broker: a loopback listener
/// for one process of this user, and the bytes both ways.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.shim.relay;
