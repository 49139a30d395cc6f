/// From a granted host to a connection: resolved on the host, checked, and connected to exactly
/// what was checked.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.egress.reach;
