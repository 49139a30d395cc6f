package dev.gatehouse.broker.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.audit.AuditSettings.Sync;
import dev.gatehouse.broker.audit.AuditVerifier.Expectation;
import dev.gatehouse.broker.audit.LogFolder.Rotated;
import dev.gatehouse.broker.audit.Verification.Broken;
import dev.gatehouse.broker.audit.Verification.Verified;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {
    @TempDir private Path folder;
    private List<Rotated> rotated = List.of();

    /// Three files: records 1 to 3, 4 to 6, and from 7 on.
    @BeforeEach
    void rotateTwice() throws IOException {
        try (TestingAudit audit = new TestingAudit(folder, Sync.INTERVAL, 1)) {
            TestingLog.exchange(audit.log(), 1);
            audit.keeper().upkeep();
            TestingLog.exchange(audit.log(), 1);
            audit.keeper().upkeep();
            TestingLog.exchange(audit.log(), 1);
        }
        rotated = new LogFolder(file()).rotated();
    }

    @Test
    void keepsOneChainOverAllFiles() throws IOException {
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Verified.class,
                        verified -> {
                            assertThat(verified.files()).isEqualTo(3);
                            assertThat(verified.records()).isEqualTo(10);
                            assertThat(verified.recoveries()).isZero();
                        });
        assertThat(rotated)
                .extracting(Rotated::name)
                .containsExactly(
                        "audit-000000000001-000000000003.jsonl",
                        "audit-000000000004-000000000006.jsonl");
        assertThat(Files.readString(file()))
                .contains("\"kind\":\"continued\",\"file\":\"" + rotated.getLast().name() + "\"");
        assertThat(Files.getPosixFilePermissions(file()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void goesOnAfterAnOrderlyRestart() throws IOException {
        TestingLog.write(folder, 1);
        assertThat(verify()).isInstanceOf(Verified.class);
    }

    @Test
    void followsAnExchangeIntoTheNextFile() throws IOException {
        try (TestingAudit audit = new TestingAudit(folder, Sync.ALWAYS, 1)) {
            var admittance = audit.log().admit(TestingEvents.intent("x-1"));
            audit.keeper().upkeep();
            assertThat(TestingLog.await(admittance))
                    .isInstanceOfSatisfying(
                            Admittance.Recorded.class,
                            recorded ->
                                    audit.log().outcome(recorded.id(), TestingEvents.answered()));
        }
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Verified.class, verified -> assertThat(verified.openIntents()).isZero());
    }

    @Test
    void leavesNoFileBeforeItIsOnTheDisk() throws IOException {
        try (TestingAudit audit = new TestingAudit(folder, Sync.INTERVAL, 1)) {
            audit.keeper().upkeep();
            assertThat(audit.disk().calls())
                    .as("begin the new file, force the former, force the new")
                    .containsExactly("append", "force", "force");
        }
    }

    @Test
    void findsEveryFlippedBitOfARotatedFile() throws IOException {
        Path path = rotated.getFirst().path();
        byte[] bytes = Files.readAllBytes(path);
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] ^= 0x01;
            Files.write(path, bytes);
            assertThat(verify()).as("byte %d", at).isInstanceOf(Broken.class);
            bytes[at] ^= 0x01;
        }
    }

    @Test
    void findsAMissingFile() throws IOException {
        for (Rotated file : rotated) {
            byte[] bytes = Files.readAllBytes(file.path());
            Files.delete(file.path());
            assertThat(verify()).as("without %s", file.name()).isInstanceOf(Broken.class);
            Files.write(file.path(), bytes);
        }
        Files.delete(file());
        assertThat(verify()).as("without the last").isInstanceOf(Broken.class);
    }

    @Test
    void findsTwoRotatedFilesThatAreGoneTogether() throws IOException {
        for (Rotated file : rotated) {
            Files.delete(file.path());
        }
        assertThat(verify()).isInstanceOf(Broken.class);
    }

    @Test
    void findsAFileThatDoesNotBelong() throws IOException {
        Files.copy(rotated.getFirst().path(), new LogFolder(file()).rotated(2, 3));
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.what()).contains("not part of"));
    }

    @Test
    void findsARenamedFile() throws IOException {
        LogFolder files = new LogFolder(file());
        Files.move(rotated.getFirst().path(), files.rotated(1, 4));
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.what()).contains("name says"));
    }

    @Test
    void findsTwoFilesThatChangedPlaces() throws IOException {
        Path away = folder.resolve("away");
        Files.move(rotated.getFirst().path(), away);
        Files.move(rotated.getLast().path(), rotated.getFirst().path());
        Files.move(away, rotated.getLast().path());
        assertThat(verify()).isInstanceOf(Broken.class);
    }

    @Test
    void findsFilesThatWereMadeIntoOne() throws IOException {
        String all =
                Files.readString(rotated.getFirst().path())
                        + Files.readString(rotated.getLast().path());
        Files.delete(rotated.getFirst().path());
        Files.delete(rotated.getLast().path());
        Files.writeString(new LogFolder(file()).rotated(1, 6), all);
        assertThat(verify()).isInstanceOf(Broken.class);
    }

    @Test
    void acceptsArchivedFilesWhereTheirHeadIsKnown() throws IOException {
        String last = Files.readAllLines(rotated.getFirst().path()).getLast();
        ChainHead archived = new ChainHead(3, new Sha256().of(last.getBytes(US_ASCII)));
        Files.delete(rotated.getFirst().path());

        assertThat(verify(archived))
                .isInstanceOfSatisfying(
                        Verified.class, verified -> assertThat(verified.files()).isEqualTo(2));
        assertThat(verify(new ChainHead(3, "5".repeat(64))))
                .as("another head")
                .isInstanceOf(Broken.class);
    }

    private Verification verify(ChainHead after) throws IOException {
        return AuditVerifier.verify(file(), new Expectation(Optional.of(after), Optional.empty()));
    }

    private Verification verify() throws IOException {
        return AuditVerifier.verify(file());
    }

    private Path file() {
        return TestingLog.file(folder);
    }
}
