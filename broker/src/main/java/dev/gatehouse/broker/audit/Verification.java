package dev.gatehouse.broker.audit;

import java.nio.file.Path;
import java.time.Instant;

/// What the verifier found.
public sealed interface Verification {
    /// Nothing was changed, and nothing is missing.
    ///
    /// @param head of the chain; noted elsewhere, it proves later that nothing was cut off
    /// @param openIntents calls since the last start without an outcome: under way, if the broker
    ///   runs
    /// @param abandonedIntents calls without an outcome because their broker died
    /// @param recoveries starts after a crash; their records tell what was found
    /// @param interruptions times at which the log could not be written
    record Verified(
            long records,
            int files,
            Instant firstTime,
            Instant lastTime,
            ChainHead head,
            long openIntents,
            long abandonedIntents,
            long recoveries,
            long interruptions)
            implements Verification {}

    /// The first thing that is wrong; everything before it is intact.
    ///
    /// @param line counted from 1; 0 where it is about the file as a whole
    /// @param sequence the record that should stand there
    record Broken(
            Path file,
            long line,
            long sequence,
            String what,
            String expected,
            String actual,
            String remedy)
            implements Verification {}
}
