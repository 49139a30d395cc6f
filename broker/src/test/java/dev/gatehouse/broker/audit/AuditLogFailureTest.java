package dev.gatehouse.broker.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.audit.Admittance.Recorded;
import dev.gatehouse.broker.audit.AuditEvent.Alarm;
import dev.gatehouse.broker.audit.Verification.Verified;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogFailureTest {
    private static final String ENOSPC = "No space left on device";
    private static final String EIO = "Input/output error";
    private static final Alarm ALARM =
            new Alarm(AuditEvent.Cause.OTHER, Optional.empty(), new Phrase("test"));

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 17, 10_000})
    void admitsNothingWhileTheDiskIsFullAndHealsWhenItIsFreed(int partialBytes) throws IOException {
        try (TestingAudit audit = TestingAudit.interval(folder)) {
            audit.disk().failAppends(ENOSPC, partialBytes);
            assertThat(audit.admit("x-1")).isEqualTo(new Unavailable(AuditFault.DISK_FULL));

            audit.disk().work();
            assertThat(audit.admit("x-2"))
                    .as("not before the log is known to be whole again")
                    .isEqualTo(new Unavailable(AuditFault.DISK_FULL));

            audit.keeper().upkeep();
            assertThat(audit.admit("x-3")).isInstanceOf(Recorded.class);
            assertThat(audit.log().fault()).isEmpty();
        }
        assertThat(verified().interruptions()).as("the gap is told").isEqualTo(1);
        assertThat(text()).doesNotContain("x-1", "x-2").contains("x-3");
    }

    @Test
    void refusesRefusalsThatCannotBeRecorded() throws IOException {
        try (TestingAudit audit = TestingAudit.interval(folder)) {
            audit.disk().failAppends(EIO, 0);
            assertThat(TestingLog.await(audit.log().refused(TestingEvents.refusal("x-1"))))
                    .isEqualTo(new Unavailable(AuditFault.WRITE_FAILED));
            audit.disk().work();
        }
    }

    @Test
    void staysUnavailableWhileAPartOfARecordCannotBeCutOff() throws IOException {
        try (TestingAudit audit = TestingAudit.interval(folder)) {
            audit.disk().failAppends(ENOSPC, 40);
            audit.admit("x-1");
            audit.disk().work();
            audit.disk().failTruncates(EIO);
            audit.keeper().upkeep();
            assertThat(audit.admit("x-2")).isInstanceOf(Unavailable.class);

            audit.disk().work();
            audit.keeper().upkeep();
            assertThat(audit.admit("x-3")).isInstanceOf(Recorded.class);
        }
        assertThat(verified().records()).isEqualTo(4);
    }

    @Test
    void keepsOutcomesUntilTheyCanBeWritten() throws IOException {
        try (TestingAudit audit = TestingAudit.interval(folder)) {
            AuditId id = TestingLog.admitted(audit.log(), "x-1");
            audit.disk().failAppends(ENOSPC, 5);
            audit.log().outcome(id, TestingEvents.answered());
            audit.log().alarm(ALARM);
            audit.disk().work();
            audit.keeper().upkeep();
        }
        assertThat(verified().openIntents()).isZero();
        assertThat(kinds())
                .containsExactly("started", "intent", "resumed", "outcome", "alarm", "stopped");
    }

    @Test
    void countsWhatFindsNoRoomToWait() throws IOException {
        try (TestingAudit audit = TestingAudit.interval(folder)) {
            audit.disk().failAppends(ENOSPC, 0);
            for (int i = 0; i < Backlog.MAX_ENTRIES + 3; i++) {
                audit.log().alarm(ALARM);
            }
            audit.disk().work();
        }
        assertThat(verified().records()).isEqualTo(Backlog.MAX_ENTRIES + 3);
        assertThat(text()).contains("\"kind\":\"resumed\",\"fault\":\"disk-full\"", "\"lost\":3");
    }

    @Test
    void answersUnavailableWhenTheRecordCannotBeMadeDurable() throws IOException {
        try (TestingAudit audit = TestingAudit.always(folder)) {
            var first = audit.log().admit(TestingEvents.intent("x-1"));
            var second = audit.log().refused(TestingEvents.refusal("x-2"));
            audit.disk().failForces(EIO);
            audit.keeper().sync();

            assertThat(TestingLog.await(first)).isEqualTo(new Unavailable(AuditFault.SYNC_FAILED));
            assertThat(TestingLog.await(second)).isEqualTo(new Unavailable(AuditFault.SYNC_FAILED));
            assertThat(audit.admit("x-3")).as("from now on").isInstanceOf(Unavailable.class);
            audit.keeper().upkeep();
            assertThat(audit.admit("x-4")).as("still failing").isInstanceOf(Unavailable.class);
            audit.disk().work();
        }
        assertThat(text())
                .as("the intent stands in the log, so it has to come out")
                .contains("\"ending\":\"not-admitted\"");
        assertThat(verified().openIntents()).isZero();
    }

    @Test
    void refusesWhoWaitsForASyncWhenAnotherWriteFails() throws IOException {
        try (TestingAudit audit = TestingAudit.always(folder)) {
            var waiting = audit.log().admit(TestingEvents.intent("x-1"));
            audit.disk().failAppends(ENOSPC, 9);
            audit.admit("x-2");
            audit.keeper().sync();
            assertThat(TestingLog.await(waiting)).isEqualTo(new Unavailable(AuditFault.DISK_FULL));
            audit.disk().work();
        }
        assertThat(verified().openIntents()).isZero();
    }

    @Test
    void doesNotTakeALaterSyncForTheOneThatFailed() throws IOException {
        try (TestingAudit audit = TestingAudit.interval(folder)) {
            TestingLog.admitted(audit.log(), "x-1");
            audit.disk().failForces(EIO);
            audit.keeper().upkeep();
            audit.disk().work();
            audit.keeper().sync();
            audit.keeper().upkeep();
        }
        assertThat(text())
                .as("only the record before the intent was surely on the disk")
                .contains("\"fault\":\"sync-failed\",\"durable\":1");
    }

    @Test
    void admitsNothingWhileTheFileIsAwayAndHealsWhenItIsPutBack() throws IOException {
        Path away = folder.resolve("away");
        try (TestingAudit audit = TestingAudit.interval(folder)) {
            Files.move(file(), away);
            audit.keeper().upkeep();
            assertThat(audit.admit("x-1")).isEqualTo(new Unavailable(AuditFault.REPLACED));

            Files.copy(away, file());
            audit.keeper().upkeep();
            assertThat(audit.admit("x-2"))
                    .as("a copy is not the file")
                    .isEqualTo(new Unavailable(AuditFault.REPLACED));

            Files.delete(file());
            Files.move(away, file());
            audit.keeper().upkeep();
            assertThat(audit.admit("x-3")).isInstanceOf(Recorded.class);
        }
        assertThat(verified().interruptions()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}\n", "x"})
    void admitsNothingOnceSomethingElseWroteToTheFile(String foreign) throws IOException {
        try (TestingAudit audit = TestingAudit.interval(folder)) {
            Files.writeString(file(), foreign, StandardOpenOption.APPEND);
            audit.keeper().upkeep();
            assertThat(audit.admit("x-1")).isEqualTo(new Unavailable(AuditFault.ALTERED));
            audit.keeper().upkeep();
            assertThat(audit.admit("x-2"))
                    .as("not healed by itself")
                    .isEqualTo(new Unavailable(AuditFault.ALTERED));
        }
        assertThat(text()).as("the evidence is left alone").endsWith(foreign);
    }

    @Test
    void admitsNothingOnceTheFileWasCut() throws IOException {
        try (TestingAudit audit = TestingAudit.interval(folder)) {
            TestingLog.exchange(audit.log(), 2);
            Files.write(file(), new byte[0]);
            audit.keeper().upkeep();
            assertThat(audit.admit("x-9")).isEqualTo(new Unavailable(AuditFault.ALTERED));
        }
        assertThat(file()).isEmptyFile();
    }

    @Test
    void admitsNothingWhileTheHeadCannotBeKept() throws IOException {
        Path obstacle = folder.resolve("audit.head.next");
        try (TestingAudit audit = TestingAudit.interval(folder)) {
            Files.createDirectories(obstacle.resolve("x"));
            TestingLog.admitted(audit.log(), "x-1");
            audit.keeper().upkeep();
            assertThat(audit.admit("x-2")).isInstanceOf(Unavailable.class);

            Files.delete(obstacle.resolve("x"));
            audit.keeper().upkeep();
            assertThat(audit.admit("x-3")).isInstanceOf(Recorded.class);
        }
        assertThat(verified().openIntents()).isEqualTo(2);
    }

    @Test
    void growsOnWhenANewFileCannotBeBegun() throws IOException {
        try (TestingAudit audit = new TestingAudit(folder, AuditSettings.Sync.INTERVAL, 1)) {
            audit.disk().failOpening(EIO);
            audit.keeper().upkeep();
            TestingLog.admitted(audit.log(), "x-1");
            assertThat(new LogFolder(file()).rotated()).isEmpty();

            audit.disk().work();
            audit.keeper().upkeep();
            assertThat(new LogFolder(file()).rotated()).hasSize(1);
        }
        assertThat(verified().files()).isEqualTo(2);
    }

    @Test
    void admitsNothingOnceItIsClosed() throws IOException {
        AuditLog log = TestingLog.open(folder);
        AuditId id = TestingLog.admitted(log, "x-1");
        log.close();

        assertThat(TestingLog.await(log.admit(TestingEvents.intent("x-2"))))
                .isEqualTo(new Unavailable(AuditFault.CLOSED));
        log.outcome(id, TestingEvents.answered());
        assertThat(kinds()).endsWith("stopped");
        assertThat(verified().openIntents()).isEqualTo(1);
    }

    private Path file() {
        return TestingLog.file(folder);
    }

    private String text() throws IOException {
        return Files.readString(file());
    }

    private List<String> kinds() throws IOException {
        return Files.readAllLines(file()).stream()
                .map(line -> line.replaceAll(".*\"kind\":\"([a-z-]+)\".*", "$1"))
                .toList();
    }

    private Verified verified() throws IOException {
        Verification verification = AuditVerifier.verify(file());
        assertThat(verification).isInstanceOf(Verified.class);
        return (Verified) verification;
    }
}
