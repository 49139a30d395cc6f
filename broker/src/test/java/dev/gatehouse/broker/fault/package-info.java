/// What agents and operators see when something goes wrong around the broker: docs/faults.md.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.fault;
