/// The process's surroundings: standard streams, exit codes, and the environment of what it starts.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.shim.console;
