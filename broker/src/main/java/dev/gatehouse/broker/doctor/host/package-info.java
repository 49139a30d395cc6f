/// What the host is to provide: the unit, directories after a reboot, users without power over
/// containers.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.doctor.host;
