/// One look at a container, whoever made it and whatever it is: for a diagnosis, which changes
/// nothing.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.worker.sight;
