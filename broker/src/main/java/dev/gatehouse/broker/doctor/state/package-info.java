/// What the broker keeps: its state, the audit log and the space for it.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.doctor.state;
