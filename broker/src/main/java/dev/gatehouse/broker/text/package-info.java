/// What may stand in a text that people read on a terminal, and that others had a hand in.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.text;
