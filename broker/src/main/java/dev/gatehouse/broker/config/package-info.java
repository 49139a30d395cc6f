/// Reads and validates the operator's settings into records; reports all problems of a file at
/// once.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.config;
