/// Holds what the broker decided on against what a server with a router of its own acts on.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.differential;
