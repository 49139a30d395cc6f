/// The sub-commands of `gatehouse`: arguments, a call on a room, text or JSON, an exit code.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.cli;
