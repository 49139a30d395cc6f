/// Ports of the loopback interface: where they may be, and the taking of connections from them.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.shim.loopback;
