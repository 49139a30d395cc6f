/// The composition root: `main`, and the broker's parts built by constructors, started and stopped.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker;
