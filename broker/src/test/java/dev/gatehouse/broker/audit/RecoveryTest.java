package dev.gatehouse.broker.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.gatehouse.broker.audit.AuditSettings.Sync;
import dev.gatehouse.broker.audit.Verification.Broken;
import dev.gatehouse.broker.audit.Verification.Verified;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryTest {
    @TempDir private Path scratch;
    private Path crashed = Path.of("");
    private byte[] bytes = {};
    private int lastRecord;

    /// One exchange that is synced, one intent that is not.
    @BeforeEach
    void crash() throws IOException {
        Path running = Files.createDirectory(scratch.resolve("running"));
        try (TestingAudit audit = TestingAudit.interval(running)) {
            TestingLog.exchange(audit.log(), 1);
            audit.keeper().upkeep();
            lastRecord = (int) Files.size(TestingLog.file(running));
            TestingLog.admitted(audit.log(), "x-last");
            crashed = TestingLog.copy(running, scratch.resolve("crashed"));
        }
        bytes = Files.readAllBytes(file());
    }

    @Test
    void recordsThatTheBrokerDiedAndHowManyIntentsWereOpen() throws IOException {
        Verified verified = restart();

        assertThat(verified.recoveries()).isEqualTo(1);
        assertThat(verified.abandonedIntents()).isEqualTo(1);
        assertThat(text()).contains("\"open_intents\":1,\"head_missing\":false,\"torn\":[]");
    }

    @Test
    void recordsNoRecoveryAfterAnOrderlyStop() throws IOException {
        restart();
        assertThat(restart().recoveries())
                .as("only the first start had a crash before")
                .isEqualTo(1);
    }

    @Test
    void keepsTheBytesOfALastRecordTornAnywhere() throws IOException {
        for (int length = lastRecord + 1; length < bytes.length; length++) {
            crashed = TestingLog.copy(crashed, scratch.resolve("cut-" + length));
            Files.write(file(), Arrays.copyOf(bytes, length));
            byte[] torn = Arrays.copyOfRange(bytes, lastRecord, length);

            assertThat(restart().recoveries()).as("cut after %d bytes", length).isEqualTo(1);
            Path kept = crashed.resolve("audit-torn-4-1.bin");
            assertThat(kept).as("cut after %d bytes", length).hasBinaryContent(torn);

            Files.write(kept, new byte[] {1});
            assertThat(AuditVerifier.verify(file()))
                    .as("the kept bytes are part of the proof")
                    .isInstanceOf(Broken.class);
            crashed = scratch.resolve("crashed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"seq\":5,", "garbage\n", "{}\n", "\0\0\0\0\0\0\0\0", "\n"})
    void keepsALastLineThatIsNoRecord(String rest) throws IOException {
        Files.writeString(file(), rest, StandardOpenOption.APPEND);

        assertThat(restart().recoveries()).isEqualTo(1);
        assertThat(crashed.resolve("audit-torn-5-1.bin")).hasContent(rest);
    }

    @Test
    void startsAgainAfterARecoveryThatWasItselfInterrupted() throws IOException {
        Files.write(file(), Arrays.copyOf(bytes, bytes.length - 9));
        for (int partial : List.of(0, 1, 50)) {
            TestingDisk disk = new TestingDisk();
            disk.failAppends("Input/output error", partial);
            assertThatIOException()
                    .isThrownBy(() ->
                            AuditLog.open(
                                    TestingLog.settings(crashed), disk, () -> TestingLog.NOW));
        }

        assertThat(restart().recoveries()).isEqualTo(1);
        assertThat(text())
                .as("the first torn bytes are not forgotten, nor what the tries left")
                .contains("audit-torn-4-1.bin", "audit-torn-4-2.bin", "audit-torn-4-3.bin");
    }

    @Test
    void startsAfterACrashBetweenKeepingAndCuttingTornBytes() throws IOException {
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 9);
        Files.write(file(), cut);
        Files.write(
                crashed.resolve("audit-torn-4-1.bin"),
                Arrays.copyOfRange(cut, lastRecord, cut.length));

        assertThat(restart().recoveries()).isEqualTo(1);
    }

    @Test
    void startsAfterACrashInTheVeryFirstStart() throws IOException {
        crashed = Files.createDirectory(scratch.resolve("first"));
        LogFolder folder = new LogFolder(file());
        folder.writeHead(ChainHead.GENESIS);
        assertThat(restart().records()).as("recovered, started, stopped").isEqualTo(3);
    }

    @Test
    void startsAfterACrashBetweenCreatingAndWritingTheFirstFile() throws IOException {
        crashed = Files.createDirectory(scratch.resolve("first"));
        LogFolder folder = new LogFolder(file());
        folder.writeHead(ChainHead.GENESIS);
        folder.create(file());
        assertThat(restart().records()).as("recovered, started, stopped").isEqualTo(3);
    }

    @Test
    void recordsThatTheHeadWasGone() throws IOException {
        Files.delete(crashed.resolve("audit.head"));
        restart();
        assertThat(text()).contains("\"head_missing\":true");
    }

    @Test
    void refusesALogThatEndsBeforeItsHead() throws IOException {
        byte[] cut = Arrays.copyOf(bytes, lastRecord - 20);
        Files.write(file(), cut);

        assertRefused("ends before");
        assertThat(file()).as("nothing is changed").hasBinaryContent(cut);
    }

    @Test
    void refusesALogThatIsGone() throws IOException {
        Files.delete(file());
        assertRefused("ends before");
    }

    @Test
    void refusesALogThatWasChangedBeforeItsEnd() throws IOException {
        for (int at = 0; at < lastRecord; at++) {
            byte[] changed = bytes.clone();
            changed[at] ^= 0x01;
            Files.write(file(), changed);
            int where = at;
            assertThatExceptionOfType(DamagedLogException.class)
                    .as("byte %d flipped", where)
                    .isThrownBy(() -> TestingLog.open(crashed))
                    .withMessageContaining("audit verify");
        }
    }

    @Test
    void refusesAnotherLogThanTheOneOfTheHead() throws IOException {
        Files.writeString(crashed.resolve("audit.head"), new ChainHead(3, "5".repeat(64)) + "\n");
        assertRefused("not the one that the head names");
    }

    @Test
    void goesOnAfterACrashBetweenTheTwoRenamesOfARotation() throws IOException {
        LogFolder folder = new LogFolder(file());
        Files.move(file(), folder.rotated(1, 4));
        Files.writeString(folder.next(), "left over");

        Verified verified = restart();
        assertThat(verified.files()).isEqualTo(2);
        assertThat(folder.next()).doesNotExist();
    }

    @Test
    void goesOnAfterACrashThatLeftTheNewFileEmptyOrTorn() throws IOException {
        for (String rest : List.of("", "{\"seq\":5,\"ti")) {
            crashed = TestingLog.copy(crashed, scratch.resolve("rotated-" + rest.length()));
            LogFolder folder = new LogFolder(file());
            Files.move(file(), folder.rotated(1, 4));
            Files.writeString(file(), rest);

            assertThat(restart().files()).isEqualTo(2);
            assertThat(Files.readAllLines(file()).getFirst())
                    .contains(
                            "\"kind\":\"continued\",\"file\":\"audit-000000000001-000000000004.jsonl\"");
            crashed = scratch.resolve("crashed");
        }
    }

    @Test
    void refusesARotatedFileThatWasCut() throws IOException {
        Files.write(new LogFolder(file()).rotated(1, 4), Arrays.copyOf(bytes, lastRecord));
        Files.delete(file());
        assertRefused("does not end where its name says");
    }

    @Test
    void goesOnWhereOlderFilesWereArchived() throws IOException {
        Path running = Files.createDirectory(scratch.resolve("archived"));
        try (TestingAudit audit = new TestingAudit(running, Sync.INTERVAL, 1)) {
            audit.keeper().upkeep();
            TestingLog.exchange(audit.log(), 1);
        }
        crashed = running;
        Files.delete(new LogFolder(file()).rotated().getFirst().path());
        TestingLog.open(crashed).close();
    }

    private void assertRefused(String why) {
        assertThatExceptionOfType(DamagedLogException.class)
                .isThrownBy(() -> TestingLog.open(crashed))
                .withMessageContainingAll(why, "audit verify", crashed.toString());
    }

    private Verified restart() throws IOException {
        TestingLog.open(crashed).close();
        Verification verification = AuditVerifier.verify(file());
        assertThat(verification).isInstanceOf(Verified.class);
        return (Verified) verification;
    }

    private Path file() {
        return TestingLog.file(crashed);
    }

    private String text() throws IOException {
        return Files.readString(file());
    }
}
