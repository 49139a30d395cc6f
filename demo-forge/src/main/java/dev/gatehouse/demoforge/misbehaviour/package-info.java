/// The ways in which a test can make the demo forge go wrong.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.demoforge.misbehaviour;
