/// The agents' sockets: bind, accept, and identify the caller before a byte is read.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.listener;
