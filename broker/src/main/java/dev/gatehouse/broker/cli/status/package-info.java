/// What an operator asks a daemon that runs: how it is, and to take a changed configuration.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.cli.status;
