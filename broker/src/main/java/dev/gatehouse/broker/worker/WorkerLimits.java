package dev.gatehouse.broker.worker;

/// What one worker's container may use at most.
///
/// @param nanoCpus processors, in billionths
/// @param pids processes and threads together
/// @param tmpBytes of `/tmp`, which lies in memory
public record WorkerLimits(long memoryBytes, long nanoCpus, int pids, long tmpBytes) {
    public WorkerLimits {
        if (memoryBytes < 1 || nanoCpus < 1 || pids < 1 || tmpBytes < 1) {
            throw new IllegalArgumentException("every limit is 1 or more");
        }
    }
}
