/// The broker's own routes, as whoever answers them sees a call: no connection, no HTTP.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.own;
