/// From a request head to one typed route, or the reason why there is none; the operation
/// catalogue. Pure.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.route;
