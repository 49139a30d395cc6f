/// An agent's container: whether it runs, what is mounted in it, and what it sees itself.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.doctor.container;
