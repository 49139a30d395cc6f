/// Finds out, from the kernel alone, in which container the process at the other end of a socket
/// runs.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.listener.attest;
