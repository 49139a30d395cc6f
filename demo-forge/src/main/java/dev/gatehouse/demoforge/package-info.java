/// A small Forgejo look-alike: the upstream of the demo and of the tests.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.demoforge;
