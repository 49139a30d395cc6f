/// The files in which runs are kept, for people: written, listed, thrown away when they are many.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.worker.run.log;
