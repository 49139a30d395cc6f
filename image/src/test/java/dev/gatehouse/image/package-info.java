/// What the images must hold and must not: read from their Dockerfiles, and seen in running
/// containers.
@NullMarked
package dev.gatehouse.image;

import org.jspecify.annotations.NullMarked;
