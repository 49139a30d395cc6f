/// `forge relay`: loopback ports for programs that know no Unix sockets, and the bytes both ways.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.shim.tunnel;
