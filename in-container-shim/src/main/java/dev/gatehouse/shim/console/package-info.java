/// The process's standard streams, and the one kind of failure that carries its exit code.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.shim.console;
