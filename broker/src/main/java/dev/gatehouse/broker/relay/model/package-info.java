/// The door to a model: one call after the other, streamed both ways, ended in one outcome.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.relay.model;
