package dev.gatehouse.broker.audit;

import dev.gatehouse.broker.audit.AuditVerifier.Expectation;
import dev.gatehouse.broker.audit.Entry.TornBytes;
import dev.gatehouse.broker.audit.LineReader.Line;
import dev.gatehouse.broker.audit.LogFolder.Rotated;
import dev.gatehouse.broker.audit.Verification.Broken;
import dev.gatehouse.broker.audit.Verification.Verified;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// One verification: all files of a log, from the first record to the last.
final class LogWalk {
    private static final String KEEP =
            "keep all files of the log as evidence and compare them with a backup;"
                    + " the records before this one are intact";

    private final LogFolder folder;
    private final Expectation expectation;
    private final Optional<ChainHead> kept;
    private final ChainCheck check;
    private final Set<Path> walked = new HashSet<>();
    private Optional<String> fileBefore = Optional.empty();
    private boolean rememberedSeen;
    private long records;
    private long recoveries;
    private long interruptions;
    private Instant firstTime = Instant.MAX;
    private Instant lastTime = Instant.MIN;

    LogWalk(LogFolder folder, Expectation expectation, Optional<ChainHead> kept) {
        this.folder = folder;
        this.expectation = expectation;
        this.kept = kept;
        this.check = new ChainCheck(start());
    }

    private ChainHead start() {
        return expectation.after().orElse(ChainHead.GENESIS);
    }

    Verification walk() throws IOException {
        List<Rotated> expected = folder.rotated();
        rememberedSeen = expectation.remembered().equals(Optional.of(start().hash()));
        Optional<Rotated> rotated = nextRotated();
        while (rotated.isPresent()) {
            Optional<Broken> broken = file(rotated.get().path()).or(promise(rotated.get()));
            if (broken.isPresent()) {
                return broken.get();
            }
            fileBefore = Optional.of(rotated.get().name());
            rotated = nextRotated();
        }
        long before = next();
        Optional<Broken> broken = file(folder.current());
        if (broken.isPresent() && next() == before && nextRotated().isPresent()) {
            // The broker rotated the log between two looks.
            return new LogWalk(folder, expectation, kept).walk();
        }
        broken = broken.or(() -> stranger(expected)).or(this::ending);
        return broken.isPresent() ? broken.get() : verified();
    }

    private Verified verified() {
        return new Verified(
                records,
                walked.size(),
                firstTime,
                lastTime,
                check.head(),
                check.openIntents(),
                check.abandonedIntents(),
                recoveries,
                interruptions);
    }

    private long next() {
        return check.head().sequence() + 1;
    }

    private Optional<Rotated> nextRotated() throws IOException {
        return folder.rotated().stream()
                .filter(rotated -> rotated.first() == next() && !walked.contains(rotated.path()))
                .findFirst();
    }

    private Optional<Broken> file(Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(
                    broken(path, 0, new Flaw("the log's file is missing", "a file", "none")));
        }
        walked.add(path);
        try (LineReader lines = new LineReader(path)) {
            long number = 0;
            for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                number++;
                Optional<Flaw> flaw = line(line.get(), number);
                if (flaw.isPresent()) {
                    return Optional.of(broken(path, number, flaw.get()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Flaw> line(Line line, long number) throws IOException {
        if (!line.terminated()) {
            return Optional.of(
                    new Flaw(
                            "the line is torn or too long",
                            "a record and a newline",
                            line.bytes().length + " bytes without a newline"));
        }
        Optional<RecordHead> parsed = RecordHead.parse(line.bytes());
        if (parsed.isEmpty()) {
            return Optional.of(Flaw.notARecord(line.bytes().length));
        }
        RecordHead record = parsed.get();
        Optional<Flaw> flaw =
                check.accept(record, line.bytes()).or(() -> continuity(record, number));
        return flaw.isPresent() ? flaw : remember(record);
    }

    /// Every file but the first begins with the name of the one before, and only there.
    private Optional<Flaw> continuity(RecordHead record, long number) {
        boolean follows = number == 1 && record.sequence() > 1;
        boolean continued = record.kind() == RecordKind.CONTINUED;
        if (follows != continued) {
            return Optional.of(
                    new Flaw(
                            "a file begins in the wrong place",
                            follows ? "a record of kind continued" : "a record of another kind",
                            "a record of kind " + record.kind().word()));
        }
        return continued && fileBefore.isPresent() && !fileBefore.equals(record.file())
                ? Optional.of(
                        new Flaw(
                                "the file before this one has another name than it had",
                                record.file().orElse(""),
                                fileBefore.get()))
                : Optional.empty();
    }

    private Optional<Flaw> remember(RecordHead record) throws IOException {
        Optional<Flaw> disagreement = check.disagreement(kept);
        if (disagreement.isPresent()) {
            return disagreement;
        }
        rememberedSeen |= expectation.remembered().equals(Optional.of(check.head().hash()));
        records++;
        recoveries += record.kind() == RecordKind.RECOVERED ? 1 : 0;
        interruptions += record.kind() == RecordKind.RESUMED ? 1 : 0;
        firstTime = records == 1 ? record.time() : firstTime;
        lastTime = record.time();
        for (TornBytes torn : record.torn()) {
            Optional<Flaw> flaw = torn(torn);
            if (flaw.isPresent()) {
                return flaw;
            }
        }
        return Optional.empty();
    }

    private Optional<Flaw> torn(TornBytes torn) throws IOException {
        String actual = "no such file";
        for (Path path : folder.torn(check.head().sequence())) {
            if (path.getFileName().toString().equals(torn.file())) {
                actual = sha256(path, torn.bytes());
            }
        }
        return actual.equals(torn.sha256())
                ? Optional.empty()
                : Optional.of(
                        new Flaw(
                                "the bytes that a recovery kept in "
                                        + torn.file()
                                        + " are gone or changed",
                                torn.sha256(),
                                actual));
    }

    private static String sha256(Path path, long expectedBytes) throws IOException {
        long bytes = Files.size(path);
        return bytes == expectedBytes
                ? new Sha256().of(Files.readAllBytes(path))
                : "a file of " + bytes + " bytes";
    }

    /// A rotated file ends with the record that its name says.
    private Supplier<Optional<Broken>> promise(Rotated rotated) {
        return () ->
                check.head().sequence() == rotated.last()
                        ? Optional.empty()
                        : Optional.of(
                                broken(
                                        rotated.path(),
                                        0,
                                        new Flaw(
                                                "the file does not end where its name says",
                                                "record " + rotated.last(),
                                                "record " + check.head().sequence())));
    }

    /// Every rotated file is part of the chain.
    private Optional<Broken> stranger(List<Rotated> expected) {
        return expected.stream()
                .filter(rotated -> !walked.contains(rotated.path()))
                .filter(rotated -> rotated.last() > start().sequence())
                .findFirst()
                .map(rotated ->
                        broken(
                                rotated.path(),
                                0,
                                new Flaw(
                                        "the file is not part of the chain",
                                        "only files that the chain goes through",
                                        "one more")));
    }

    /// The end of the log is not before what is remembered of it.
    private Optional<Broken> ending() {
        if (records == 0) {
            return Optional.of(
                    broken(
                            folder.current(),
                            0,
                            new Flaw("the log holds no record", "records", "none")));
        }
        if (kept.isPresent() && kept.get().sequence() > check.head().sequence()) {
            return Optional.of(
                    broken(
                            folder.current(),
                            0,
                            new Flaw(
                                    "the log ends before the record that the head names",
                                    "record " + kept.get().sequence(),
                                    "record " + check.head().sequence())));
        }
        return expectation.remembered().isPresent() && !rememberedSeen
                ? Optional.of(
                        broken(
                                folder.current(),
                                0,
                                new Flaw(
                                        "the log does not hold the record whose hash was given",
                                        expectation.remembered().get(),
                                        "no such record")))
                : Optional.empty();
    }

    private Broken broken(Path path, long line, Flaw flaw) {
        return new Broken(path, line, next(), flaw.what(), flaw.expected(), flaw.actual(), KEEP);
    }
}
