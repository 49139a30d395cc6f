/// Which folders of the host may be mounted into a worker: only what the operator's allow-list
/// names, and nothing in which credentials lie.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.worker.mount;
