/// `gatehouse init`: asks for the first agent, checks each answer, writes the first configuration.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.cli.setup;
