/// Who may begin a run in a worker, and when a worker may be replaced: locks between the processes
/// of this host.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.worker.gate;
