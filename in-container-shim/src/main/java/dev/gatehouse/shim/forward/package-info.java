/// `forge forward` and `forge run`: a loopback HTTP door to the forge, for programs that want a URL
/// and a token.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.shim.forward;
