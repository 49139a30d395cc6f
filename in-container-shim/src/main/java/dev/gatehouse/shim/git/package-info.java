/// git's side: the remote helper that lets plain git reach the forge, and the configuration that
/// makes git call it.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.shim.git;
