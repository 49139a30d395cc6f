package dev.gatehouse.broker.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.gatehouse.broker.audit.AuditSettings.Sync;
import dev.gatehouse.broker.audit.Verification.Verified;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditLogTest {
    private static final int THREADS = 8;
    private static final int EXCHANGES = 100;

    @TempDir private Path folder;

    @Test
    void hasTheIntentInTheFileBeforeItAdmits() throws IOException {
        try (TestingAudit audit = TestingAudit.interval(folder)) {
            var admittance = audit.log().admit(TestingEvents.intent("x-1"));

            assertThat(admittance.toCompletableFuture()).as("on the caller's thread").isCompleted();
            assertThat(Files.readString(TestingLog.file(folder))).contains("\"exchange\":\"x-1\"");
            assertThat(audit.disk().calls())
                    .as("no caller waits for a disk")
                    .containsExactly("append");
        }
    }

    @Test
    void syncsWithinTheIntervalAndOnlyWhenNeeded() throws IOException {
        try (TestingAudit audit = TestingAudit.interval(folder)) {
            TestingLog.admitted(audit.log(), "x-1");
            audit.keeper().upkeep();
            audit.keeper().upkeep();
            assertThat(audit.disk().calls()).containsExactly("append", "force");
            assertThat(new LogFolder(TestingLog.file(folder)).readHead())
                    .as("the head follows the sync")
                    .contains(audit.log().head());
        }
    }

    @Test
    void admitsOnlyAfterTheSyncIfAlways() throws IOException {
        try (TestingAudit audit = TestingAudit.always(folder)) {
            var first = audit.log().admit(TestingEvents.intent("x-1")).toCompletableFuture();
            var second = audit.log().admit(TestingEvents.intent("x-2")).toCompletableFuture();
            var refusal = audit.log().refused(TestingEvents.refusal("x-3")).toCompletableFuture();
            assertThat(List.of(first, second, refusal))
                    .as("nobody goes on before the fsync")
                    .noneMatch(stage -> stage.isDone());

            audit.keeper().sync();

            assertThat(List.of(first, second, refusal)).allMatch(stage -> stage.isDone());
            assertThat(audit.disk().calls())
                    .as("those who wait share one fsync")
                    .containsExactly("append", "append", "append", "force");
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsOneChainForManyThreads(Sync sync) throws Exception {
        AuditSettings settings =
                new AuditSettings(TestingLog.file(folder), sync, 1 << 14, TestingLog.VERSION);
        CountDownLatch ready = new CountDownLatch(THREADS);
        try (AuditLog log = AuditLog.open(settings)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String name = "x-" + i;
                threads.add(Thread.ofPlatform().start(() -> exchange(log, ready, name)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(AuditVerifier.verify(settings.file()))
                .isInstanceOfSatisfying(
                        Verified.class,
                        verified -> {
                            assertThat(verified.openIntents()).isZero();
                            assertThat(verified.records() - verified.files() + 1)
                                    .as("every intent and outcome, started, stopped")
                                    .isEqualTo(2L * THREADS * EXCHANGES + 2);
                        });
    }

    private static void exchange(AuditLog log, CountDownLatch ready, String name) {
        ready.countDown();
        try {
            ready.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        for (int i = 0; i < EXCHANGES; i++) {
            log.outcome(TestingLog.admitted(log, name + "-" + i), TestingEvents.answered());
        }
    }

    @Test
    void survivesTheInterruptOfAWritingThread() throws IOException {
        try (AuditLog log = TestingLog.open(folder)) {
            Thread.currentThread().interrupt();
            var admittance = log.admit(TestingEvents.intent("x-1"));
            assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
            assertThat(TestingLog.await(admittance)).isInstanceOf(Admittance.Recorded.class);
            assertThat(log.fault()).isEmpty();
        }
    }

    @Test
    void recordsOneOutcomeOnly() throws IOException {
        try (AuditLog log = TestingLog.open(folder)) {
            AuditId id = TestingLog.admitted(log, "x-1");
            log.outcome(id, TestingEvents.answered());
            log.outcome(id, TestingEvents.answered());
        }
        assertThat(AuditVerifier.verify(TestingLog.file(folder))).isInstanceOf(Verified.class);
        assertThat(Files.readAllLines(TestingLog.file(folder))).hasSize(4);
    }

    @Test
    void keepsASecondBrokerAway() throws IOException {
        AuditLog log = TestingLog.open(folder);
        assertThatIOException()
                .isThrownBy(() -> TestingLog.open(folder))
                .withMessageContainingAll("another broker", "audit.lock");
        log.close();
        TestingLog.open(folder).close();
    }

    @Test
    void keepsEverythingFromOthers() throws IOException {
        TestingLog.write(folder, 1);
        for (String name : List.of("audit.jsonl", "audit.head")) {
            assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
                    .as(name)
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void refusesAFolderThatOthersCanWrite() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxr-x"));
        assertThatIOException()
                .isThrownBy(() -> TestingLog.open(folder))
                .withMessageContaining("chmod go-w");
    }

    @Test
    void refusesAFileThatOthersCanWrite() throws IOException {
        Path file = TestingLog.write(folder, 1);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        assertThatIOException()
                .isThrownBy(() -> TestingLog.open(folder))
                .withMessageContaining("chmod go-w");
    }

    @Test
    void writesThroughNoLink() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path file = TestingLog.write(elsewhere, 1);
        Path real = Files.move(file, elsewhere.resolve("real.jsonl"));
        Files.createSymbolicLink(file, real);
        assertThatIOException()
                .isThrownBy(() -> TestingLog.open(elsewhere))
                .withMessageContaining("link");
    }
}
