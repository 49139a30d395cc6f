/// The way of a call from a process of the host to the broker: directories, socket files, who
/// listens, who answers.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.doctor.socket;
