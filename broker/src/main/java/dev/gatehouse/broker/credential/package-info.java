/// Holds every agent's token, lends one for one use to a verified account, rotates and never shows
/// it.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.credential;
