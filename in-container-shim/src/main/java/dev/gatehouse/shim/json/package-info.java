/// Just enough JSON: a strict reader for the broker's own small answers, and the writing of
/// strings.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.shim.json;
