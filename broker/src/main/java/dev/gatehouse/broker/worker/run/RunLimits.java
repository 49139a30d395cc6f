package dev.gatehouse.broker.worker.run;

import java.time.Duration;

/// How long one run may take and how much of its output is kept.
///
/// @param patience how long a worker that is being replaced is waited for
/// @param timeout after it, the run is asked to end
/// @param grace after it, a run that was asked to end is killed
/// @param outputBytes most that is kept of standard output; the rest is counted, and the run goes
///   on
/// @param errorBytes the same of standard error
public record RunLimits(
        Duration patience, Duration timeout, Duration grace, long outputBytes, long errorBytes) {
    public static final RunLimits DEFAULT =
            new RunLimits(
                    Duration.ZERO,
                    Duration.ofMinutes(30),
                    Duration.ofSeconds(10),
                    64L << 20,
                    16L << 20);

    public RunLimits {
        if (patience.isNegative() || grace.isNegative() || outputBytes < 0 || errorBytes < 0) {
            throw new IllegalArgumentException("a limit of a run is below 0");
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("a run needs time: its timeout is " + timeout);
        }
    }

    public RunLimits withPatience(Duration other) {
        return new RunLimits(other, timeout, grace, outputBytes, errorBytes);
    }

    public RunLimits withTimeout(Duration other, Duration otherGrace) {
        return new RunLimits(patience, other, otherGrace, outputBytes, errorBytes);
    }

    public RunLimits withKept(long otherOutputBytes, long otherErrorBytes) {
        return new RunLimits(patience, timeout, grace, otherOutputBytes, otherErrorBytes);
    }
}
