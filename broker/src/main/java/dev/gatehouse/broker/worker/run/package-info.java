/// Runs commands in a worker's container by `docker exec`: fed, read, limited, ended in time, and
/// kept in a log.
@org.jspecify.annotations.NullMarked
package dev.gatehouse.broker.worker.run;
