/// Load by programs that nobody here wrote, and what came of it.
@NullMarked
package dev.gatehouse.bench.load;

import org.jspecify.annotations.NullMarked;
