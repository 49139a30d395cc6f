/// `gatehouse worker ...`: the agents' containers.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.cli.worker;
