/// The words that are the broker's to understand: posts them with what is known here, and does what
/// its answer says.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.shim.command;
