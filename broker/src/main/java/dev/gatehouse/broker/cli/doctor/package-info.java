/// `gatehouse doctor`: says what is wrong, why it matters and which command mends it.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.cli.doctor;
