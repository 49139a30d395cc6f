/// What the service manager hands over at start, and what it is told: over `sd_notify`'s datagrams,
/// without a library of systemd's.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.systemd;
