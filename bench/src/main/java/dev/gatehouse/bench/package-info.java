/// The measurements' entry: picks trials, runs them one after another, leaves the report.
@NullMarked
package dev.gatehouse.bench;

import org.jspecify.annotations.NullMarked;
