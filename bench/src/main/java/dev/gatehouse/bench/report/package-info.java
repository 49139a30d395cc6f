/// What was measured, and how it is told: figures, tables, bars, charts, Markdown, JSON.
@NullMarked
package dev.gatehouse.bench.report;

import org.jspecify.annotations.NullMarked;
