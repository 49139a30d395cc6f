/// Whether an agent's token is kept well, is the right one, and can do no more than it has to.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.doctor.token;
