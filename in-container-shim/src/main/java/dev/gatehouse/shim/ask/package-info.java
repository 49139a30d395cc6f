/// Commands that ask the broker about itself: who am I, what may I do, does it work.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.shim.ask;
