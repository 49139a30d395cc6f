/// Finds out what a push would change before a byte of it is sent: the pack is unpacked and walked
/// by git processes that have no credential, no network and a memory limit, never by the broker.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.quarantine;
