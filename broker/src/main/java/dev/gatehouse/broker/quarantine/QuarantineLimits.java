package dev.gatehouse.broker.quarantine;

import java.time.Duration;

/// What one push may use before it is refused unchecked.
///
/// @param packBytes the pack of a push
/// @param mirrorBytes the commits and trees of a repository, and what is asked for beyond them
/// @param newCommits commits that are on no branch of the forge yet
/// @param processBytes the address space of one git process
/// @param receiving from the first byte of a pack to its last
/// @param checking all that comes after, with what is fetched for it
public record QuarantineLimits(
        long packBytes,
        long mirrorBytes,
        int newCommits,
        long processBytes,
        Duration receiving,
        Duration checking) {
    private static final long MIB = 1L << 20;

    /// Fit for repositories up to the size of a large kernel.
    public static final QuarantineLimits DEFAULT =
            new QuarantineLimits(
                    4096 * MIB,
                    4096 * MIB,
                    100_000,
                    2048 * MIB,
                    Duration.ofHours(1),
                    Duration.ofMinutes(10));

    public QuarantineLimits {
        if (packBytes <= 0 || mirrorBytes <= 0 || newCommits <= 0 || processBytes <= 0) {
            throw new IllegalArgumentException("a limit of nothing refuses everything");
        }
        if (!receiving.isPositive() || !checking.isPositive()) {
            throw new IllegalArgumentException("a time limit of nothing refuses everything");
        }
    }
}
