/// One HTTP/1.1 request and its answer over the broker's socket: connect, send, read strictly.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.shim.exchange;
