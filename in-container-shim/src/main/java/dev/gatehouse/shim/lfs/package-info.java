/// Git LFS without a network: what git-lfs asks of a transfer agent and of ssh, answered with the
/// broker's HTTP.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.shim.lfs;
