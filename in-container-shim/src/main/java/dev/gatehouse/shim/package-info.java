/// The entry of the `forge` command: which command, which socket, how it ends.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.shim;
