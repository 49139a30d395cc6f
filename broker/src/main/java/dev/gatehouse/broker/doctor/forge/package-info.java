/// The way from this host to the forge, link by link, and what the forge says of itself.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.doctor.forge;
