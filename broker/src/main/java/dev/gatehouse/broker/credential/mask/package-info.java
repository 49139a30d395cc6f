/// Finds tokens, in every form they may be written, in a stream of bytes and stars them out. Pure.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.credential.mask;
