/// The processes that are measured, and the upstream behind them; each started for one trial only.
@NullMarked
package dev.gatehouse.bench.peer;

import org.jspecify.annotations.NullMarked;
