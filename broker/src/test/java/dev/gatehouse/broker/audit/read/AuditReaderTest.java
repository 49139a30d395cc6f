package dev.gatehouse.broker.audit.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.audit.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AuditReaderTest {
    @TempDir Path folder;

    private TestingTrail trail;

    @BeforeEach
    void name() {
        trail = TestingTrail.in(folder);
    }

    @Test
    void followsALogThatGrows() throws IOException {
        try (AuditLog log = trail.open();
                AuditReader reader = AuditReader.atEnd(trail.file())) {
            assertThat(reader.next()).as("what was before the end is passed over").isEmpty();

            TestingTrail.admitted(log, TestingTrail.intent("x-1"));
            assertThat(TestingTrail.sequences(reader)).containsExactly(2L);
            assertThat(reader.next()).isEmpty();

            TestingTrail.admitted(log, TestingTrail.intent("x-2"));
            assertThat(TestingTrail.sequences(reader)).containsExactly(3L);
        }
    }

    @Test
    void goesThroughRotationsWithoutALossOrARepetition() throws Exception {
        try (AuditLog log = trail.open(1)) {
            try (AuditReader reader = AuditReader.fromStart(trail.file())) {
                List<Long> read = new ArrayList<>(TestingTrail.sequences(reader));
                long deadline = System.nanoTime() + 30_000_000_000L;
                while (AuditReader.files(trail.file()) < 4 && System.nanoTime() < deadline) {
                    TestingTrail.admitted(log, TestingTrail.intent("x-1"));
                    Thread.sleep(50);
                    if (AuditReader.files(trail.file()) % 2 == 0) {
                        read.addAll(TestingTrail.sequences(reader));
                    }
                }
                read.addAll(TestingTrail.sequences(reader));

                assertThat(read).as("in order, each once").isEqualTo(counted(1, read.size()));
                assertThat(AuditReader.files(trail.file())).isGreaterThanOrEqualTo(4);
            }
        }
        try (AuditReader whole = AuditReader.fromStart(trail.file());
                AuditReader last = AuditReader.ofLast(trail.file(), 2)) {
            List<Long> all = TestingTrail.sequences(whole);
            List<Long> some = TestingTrail.sequences(last);
            assertThat(all).isEqualTo(counted(1, all.size()));
            assertThat(some)
                    .as("the last two of more files")
                    .isEqualTo(all.subList(all.size() - some.size(), all.size()))
                    .hasSizeLessThan(all.size());
        }
    }

    @Test
    void waitsForTheRestOfALineAndReadsAnewWhatARestartPutsInItsPlace() throws IOException {
        try (AuditLog log = trail.open()) {
            TestingTrail.admitted(log, TestingTrail.intent("x-1"));
        }
        try (AuditReader reader = AuditReader.fromStart(trail.file())) {
            assertThat(TestingTrail.sequences(reader)).containsExactly(1L, 2L, 3L);
            Files.writeString(trail.file(), "{\"seq\":4,\"ti", StandardOpenOption.APPEND);
            assertThat(reader.next()).as("not whole yet").isEmpty();

            try (AuditLog log = trail.open()) {
                TestingTrail.admitted(log, TestingTrail.intent("x-2"));
                List<AuditRecord> after = TestingTrail.records(reader);
                assertThat(after.getFirst())
                        .as("the torn line was cut off, and this stands in its place")
                        .isInstanceOf(AuditRecord.Recovered.class);
                assertThat(after.stream().map(record -> record.place().sequence()))
                        .containsExactly(4L, 5L, 6L);
            }
        }
    }

    @Test
    void saysWhereALineIsNoRecordAndGoesOn() throws IOException {
        Files.createDirectories(folder);
        String stopped = "{\"seq\":%d,\"time\":\"2026-11-21T01:02:03Z\",\"kind\":\"stopped\"}\n";
        Files.writeString(
                trail.file(), stopped.formatted(1) + "\u001b[2J\n" + stopped.formatted(3));

        try (AuditReader reader = AuditReader.fromStart(trail.file())) {
            List<AuditLine> lines = TestingTrail.rest(reader);
            assertThat(lines).hasSize(3);
            assertThat(lines.get(1))
                    .isEqualTo(new AuditLine.Damaged(trail.file(), stopped.length() - 1, 4));
            assertThat(lines.get(1).toString()).contains("audit verify").doesNotContain("\u001b");
        }
    }

    @Test
    void readsARotatedFileOfGarbageOnce() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("audit-000000000001-000000000002.jsonl"), "one\ntwo\n");
        Files.writeString(
                trail.file(),
                "{\"seq\":3,\"time\":\"2026-11-21T01:02:03Z\",\"kind\":\"stopped\"}\n");

        try (AuditReader reader = AuditReader.fromStart(trail.file())) {
            assertThat(TestingTrail.rest(reader)).hasSize(3);
        }
    }

    @Test
    void beginsWithTheFileInWhichATimeCanStand() throws IOException {
        Files.createDirectories(folder);
        String record = "{\"seq\":%d,\"time\":\"2026-11-%02dT00:00:00Z\",\"kind\":\"stopped\"}\n";
        Files.writeString(
                folder.resolve("audit-000000000001-000000000001.jsonl"), record.formatted(1, 1));
        Files.writeString(
                folder.resolve("audit-000000000002-000000000003.jsonl"),
                record.formatted(2, 10) + record.formatted(3, 20));
        Files.writeString(trail.file(), record.formatted(4, 21));

        assertThat(since("2026-11-12T00:00:00Z")).containsExactly(2L, 3L, 4L);
        assertThat(since("2026-11-22T00:00:00Z")).containsExactly(4L);
        assertThat(since("2026-10-01T00:00:00Z")).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void findsNothingWhereNoLogIs() throws IOException {
        try (AuditReader reader = AuditReader.fromStart(folder.resolve("none/audit.jsonl"))) {
            assertThat(reader.next()).isEqualTo(Optional.empty());
        }
    }

    private List<Long> since(String time) throws IOException {
        try (AuditReader reader = AuditReader.since(trail.file(), Instant.parse(time))) {
            return TestingTrail.sequences(reader);
        }
    }

    private static List<Long> counted(long first, int count) {
        List<Long> numbers = new ArrayList<>();
        for (long number = first; number < first + count; number++) {
            numbers.add(number);
        }
        return numbers;
    }
}
