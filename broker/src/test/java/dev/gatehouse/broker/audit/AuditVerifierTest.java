package dev.gatehouse.broker.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.audit.AuditVerifier.Expectation;
import dev.gatehouse.broker.audit.Verification.Broken;
import dev.gatehouse.broker.audit.Verification.Verified;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditVerifierTest {
    private static final String OTHER_HASH = "5".repeat(64);

    @TempDir private Path folder;

    @Test
    void acceptsWhatTheBrokerWroteAndSaysWhatItHolds() throws IOException {
        Path file = TestingLog.write(folder, 3);

        assertThat(AuditVerifier.verify(file))
                .isInstanceOfSatisfying(
                        Verified.class,
                        verified -> {
                            assertThat(verified.records())
                                    .as("started, 3 pairs, stopped")
                                    .isEqualTo(8);
                            assertThat(verified.files()).isEqualTo(1);
                            assertThat(verified.firstTime()).isEqualTo(TestingLog.NOW);
                            assertThat(verified.lastTime()).isEqualTo(TestingLog.NOW);
                            assertThat(verified.head().sequence()).isEqualTo(8);
                            assertThat(verified.openIntents()).isZero();
                            assertThat(verified.abandonedIntents()).isZero();
                            assertThat(verified.recoveries()).as("no crash").isZero();
                        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x20, 0x80})
    void findsEveryFlippedBit(int mask) throws IOException {
        Path file = TestingLog.write(folder, 1);
        byte[] bytes = Files.readAllBytes(file);

        for (int at = 0; at < bytes.length; at++) {
            bytes[at] ^= (byte) mask;
            Files.write(file, bytes);
            assertThat(AuditVerifier.verify(file))
                    .as("byte %d flipped by %02x", at, mask)
                    .isInstanceOf(Broken.class);
            bytes[at] ^= (byte) mask;
        }

        Files.write(file, bytes);
        assertThat(AuditVerifier.verify(file)).as("put right again").isInstanceOf(Verified.class);
    }

    @Test
    void findsEveryTruncation() throws IOException {
        Path file = TestingLog.write(folder, 1);
        byte[] bytes = Files.readAllBytes(file);

        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThat(AuditVerifier.verify(file))
                    .as("cut after %d of %d bytes", length, bytes.length)
                    .isInstanceOf(Broken.class);
        }
    }

    @Test
    void findsEveryFlippedBitOfTheHead() throws IOException {
        Path file = TestingLog.write(folder, 1);
        Path head = folder.resolve("audit.head");
        byte[] bytes = Files.readAllBytes(head);

        for (int at = 0; at < bytes.length; at++) {
            bytes[at] ^= 0x01;
            Files.write(head, bytes);
            assertThat(AuditVerifier.verify(file))
                    .as("byte %d of the head", at)
                    .isInstanceOf(Broken.class);
            bytes[at] ^= 0x01;
        }
    }

    static Stream<Arguments> tamperings() {
        return Stream.of(
                tampering("first line deleted", lines -> lines.removeFirst()),
                tampering("middle line deleted", lines -> lines.remove(3)),
                tampering("last line deleted", lines -> lines.removeLast()),
                tampering("a whole exchange deleted", lines -> lines.subList(1, 3).clear()),
                tampering("line doubled", lines -> lines.add(3, lines.get(3))),
                tampering("first line doubled", lines -> lines.addFirst(lines.getFirst())),
                tampering("last line doubled", lines -> lines.addLast(lines.getLast())),
                tampering("neighbours swapped", lines -> Collections.swap(lines, 2, 3)),
                tampering("exchanges swapped", lines -> Collections.rotate(lines.subList(1, 5), 2)),
                tampering("reversed", Collections::reverse),
                tampering("empty line put in", lines -> lines.add(2, "")),
                tampering("empty object put in", lines -> lines.add(2, "{}")),
                tampering("blank added to a line", lines -> lines.set(2, lines.get(2) + " ")),
                tampering("carriage return added", lines -> lines.set(2, lines.get(2) + "\r")),
                tampering("two objects on a line", lines -> lines.set(2, lines.get(2) + "{}")),
                tampering("record added at the end", lines -> lines.add("{\"seq\":10}")),
                tampering(
                        "forged record put in without its hash",
                        lines -> lines.add(2, lines.get(2).replace("dev-bot", "charles"))),
                tampering(
                        "account changed",
                        lines -> lines.set(1, lines.get(1).replace("dev-bot", "charles"))),
                tampering(
                        "status changed",
                        lines -> lines.set(2, lines.get(2).replace("201", "404"))));
    }

    private static Arguments tampering(String name, Consumer<List<String>> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tamperings")
    void findsTampering(String name, Consumer<List<String>> change) throws IOException {
        Path file = TestingLog.write(folder, 3);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        change.accept(lines);
        Files.writeString(file, String.join("\n", lines) + "\n");

        assertThat(AuditVerifier.verify(file))
                .as(name)
                .isInstanceOfSatisfying(
                        Broken.class,
                        broken -> {
                            assertThat(broken.what()).isNotBlank();
                            assertThat(broken.expected()).isNotEqualTo(broken.actual());
                            assertThat(broken.remedy()).isNotBlank();
                        });
    }

    @Test
    void namesTheLineThatDoesNotFit() throws IOException {
        Path file = TestingLog.write(folder, 3);
        List<String> lines = Files.readAllLines(file);
        lines.remove(4);
        Files.write(file, lines);

        assertThat(AuditVerifier.verify(file))
                .isInstanceOfSatisfying(
                        Broken.class,
                        broken -> {
                            assertThat(broken.file()).isEqualTo(file);
                            assertThat(broken.line()).isEqualTo(5);
                            assertThat(broken.sequence()).isEqualTo(5);
                            assertThat(broken.expected()).isEqualTo("record 5");
                            assertThat(broken.actual()).isEqualTo("record 6");
                        });
    }

    @Test
    void findsAnOutcomeWithoutIntentEvenIfTheChainIsForgedThroughout() throws IOException {
        Path file = TestingLog.file(folder);
        AuditId never = new AuditId(7, TestingEvents.intent("x-7"));
        Chain chain =
                AuditLog.start(
                        new LogFolder(file),
                        DiskLogFile::open,
                        () -> TestingLog.NOW,
                        TestingLog.VERSION);
        chain.append(TestingLog.NOW, new Entry.Settled(never, TestingEvents.answered()));

        assertThat(AuditVerifier.verify(file))
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.actual()).isEqualTo("intent 7"));
    }

    @Test
    void countsIntentsWithoutOutcome() throws IOException {
        try (AuditLog log = TestingLog.open(folder)) {
            TestingLog.admitted(log, "x-1");
            assertThat(AuditVerifier.verify(TestingLog.file(folder)))
                    .isInstanceOfSatisfying(
                            Verified.class,
                            verified -> assertThat(verified.openIntents()).isEqualTo(1));
        }
        TestingLog.open(folder).close();

        assertThat(AuditVerifier.verify(TestingLog.file(folder)))
                .isInstanceOfSatisfying(
                        Verified.class,
                        verified -> {
                            assertThat(verified.openIntents()).isZero();
                            assertThat(verified.abandonedIntents()).isEqualTo(1);
                        });
    }

    @Test
    void doesNotTrustALogWhoseHeadIsGone() throws IOException {
        Path file = TestingLog.write(folder, 1);
        Files.delete(folder.resolve("audit.head"));

        assertThat(AuditVerifier.verify(file)).isInstanceOf(Broken.class);
    }

    @Test
    void takesARememberedHashInsteadOfTheHead() throws IOException {
        Path file = TestingLog.write(folder, 1);
        ChainHead head =
                ChainHead.parse(Files.readString(folder.resolve("audit.head")).strip())
                        .orElseThrow();
        Files.delete(folder.resolve("audit.head"));

        assertThat(AuditVerifier.verify(file, remembered(head.hash())))
                .as("the hash of the last record")
                .isInstanceOf(Verified.class);
        assertThat(AuditVerifier.verify(file, remembered(OTHER_HASH)))
                .as("a hash that no record has")
                .isInstanceOf(Broken.class);
    }

    @Test
    void findsATruncationTogetherWithAForgedHeadByTheRememberedHash() throws IOException {
        Path file = TestingLog.write(folder, 1);
        ChainHead noted = readHead();
        List<String> lines = Files.readAllLines(file);
        lines.removeLast();
        Files.write(file, lines);
        String last = new Sha256().of(lines.getLast().getBytes(StandardCharsets.US_ASCII));
        Files.writeString(folder.resolve("audit.head"), new ChainHead(3, last) + "\n");

        assertThat(AuditVerifier.verify(file))
                .as("head and log agree")
                .isInstanceOf(Verified.class);
        assertThat(AuditVerifier.verify(file, remembered(noted.hash())))
                .as("but not with what was noted elsewhere")
                .isInstanceOf(Broken.class);
    }

    @Test
    void reportsALogThatIsNotThere() throws IOException {
        assertThat(AuditVerifier.verify(folder.resolve("audit.jsonl"), remembered(OTHER_HASH)))
                .isInstanceOf(Broken.class);
    }

    private ChainHead readHead() throws IOException {
        return new LogFolder(TestingLog.file(folder)).readHead().orElseThrow();
    }

    private static Expectation remembered(String hash) {
        return new Expectation(Optional.empty(), Optional.of(hash));
    }
}
