/// The broker's endpoint of the Model Context Protocol: one message is one HTTP exchange.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.shim.endpoint;
