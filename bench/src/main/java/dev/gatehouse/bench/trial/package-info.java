/// What is measured: one class for each question, each with the bars it is held to.
@NullMarked
package dev.gatehouse.bench.trial;

import org.jspecify.annotations.NullMarked;
