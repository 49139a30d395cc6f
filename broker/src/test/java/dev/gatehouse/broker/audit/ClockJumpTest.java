package dev.gatehouse.broker.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The order of the records is that of their numbers and hashes; the time of day is told as it was
/// shown.
class ClockJumpTest {
    @TempDir Path folder;

    @Test
    void keepsTheChainWhenTheClockIsSetBackAndAhead() throws IOException {
        AtomicReference<Instant> clock = new AtomicReference<>(TestingLog.NOW);
        try (AuditLog log =
                AuditLog.open(TestingLog.settings(folder), DiskLogFile::open, clock::get)) {
            TestingLog.exchange(log, 2);
            clock.set(TestingLog.NOW.minus(Duration.ofDays(4000)));
            AuditId open = TestingLog.admitted(log, "x-open");
            clock.set(TestingLog.NOW.plus(Duration.ofDays(4000)));
            log.outcome(open, TestingEvents.answered());
            clock.set(Instant.EPOCH);
        }
        try (AuditLog again =
                AuditLog.open(TestingLog.settings(folder), DiskLogFile::open, clock::get)) {
            TestingLog.exchange(again, 1);
        }

        assertThat(AuditVerifier.verify(TestingLog.file(folder)))
                .isInstanceOfSatisfying(
                        Verification.Verified.class,
                        verified -> {
                            assertThat(verified.records()).isEqualTo(12);
                            assertThat(verified.openIntents()).isZero();
                            assertThat(verified.recoveries()).isZero();
                            assertThat(verified.lastTime()).isEqualTo(Instant.EPOCH);
                        });
    }
}
