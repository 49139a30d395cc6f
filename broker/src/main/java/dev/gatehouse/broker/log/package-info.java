/// What the process says on standard error: in which form, from which level on, one event a line.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.log;
