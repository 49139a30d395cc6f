package dev.gatehouse.broker.audit;

import dev.gatehouse.broker.audit.LineReader.Line;
import dev.gatehouse.broker.audit.LogFolder.Rotated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What stands at the end of a log: the last file is read as a whole, so time is bounded by its
/// size.
///
/// @param fileBefore the name of the rotated file that this one follows
/// @param firstSequence the number of the last file's first record
/// @param wholeBytes length of the last file's whole records
/// @param torn a last line that is no whole record
/// @param stopped whether the broker ended in order
/// @param openIntents intents of the last file without an outcome
record LogTail(
        Optional<String> fileBefore,
        long firstSequence,
        long wholeBytes,
        ChainHead head,
        Optional<Line> torn,
        boolean stopped,
        long openIntents) {

    /// @param kept the head that was kept, with which the last file has to agree
    static LogTail read(LogFolder folder, Optional<ChainHead> kept) throws IOException {
        Optional<RecordHead> first = firstRecord(folder.current());
        Optional<Rotated> before = fileBefore(folder.rotated(), first);
        ChainHead start =
                before.isPresent()
                        ? lastRecord(before.get())
                        : first.map(LogTail::trusted).orElse(ChainHead.GENESIS);
        LogTail empty =
                new LogTail(
                        before.map(Rotated::name),
                        start.sequence() + 1,
                        0,
                        start,
                        Optional.empty(),
                        false,
                        0);
        return Files.exists(folder.current()) ? empty.scan(folder.current(), kept) : empty;
    }

    private LogTail scan(Path path, Optional<ChainHead> kept) throws IOException {
        ChainCheck check = new ChainCheck(head);
        long whole = 0;
        boolean stop = false;
        try (LineReader lines = new LineReader(path)) {
            long number = 0;
            for (Optional<Line> next = lines.next(); next.isPresent(); next = lines.next()) {
                number++;
                Line line = next.get();
                Optional<RecordHead> record =
                        line.terminated() ? RecordHead.parse(line.bytes()) : Optional.empty();
                if (record.isEmpty() && lines.atEnd() && !line.tooLong()) {
                    return end(check, whole, Optional.of(line), stop);
                }
                Optional<Flaw> flaw =
                        record.isEmpty()
                                ? Optional.of(Flaw.notARecord(line.bytes().length))
                                : check.accept(record.get(), line.bytes())
                                        .or(() -> check.disagreement(kept));
                if (flaw.isPresent()) {
                    throw new DamagedLogException(path, ", line " + number, flaw.get());
                }
                whole = line.end();
                stop = record.map(RecordHead::kind).equals(Optional.of(RecordKind.STOPPED));
            }
        }
        return end(check, whole, Optional.empty(), stop);
    }

    private LogTail end(ChainCheck check, long whole, Optional<Line> rest, boolean stop) {
        return new LogTail(
                fileBefore, firstSequence, whole, check.head(), rest, stop, check.openIntents());
    }

    private static Optional<RecordHead> firstRecord(Path path) throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (LineReader lines = new LineReader(path)) {
            return lines.next().filter(Line::terminated).flatMap(l -> RecordHead.parse(l.bytes()));
        }
    }

    /// The rotated file just before the last file; where that is empty, the newest there is.
    private static Optional<Rotated> fileBefore(List<Rotated> rotated, Optional<RecordHead> first) {
        return first.isPresent()
                ? rotated.stream()
                        .filter(file -> file.last() == first.get().sequence() - 1)
                        .findFirst()
                : rotated.stream().reduce((earlier, later) -> later);
    }

    /// Older files may have been archived elsewhere; the verifier is the one to ask for them.
    private static ChainHead trusted(RecordHead first) {
        return first.sequence() > 1 && ChainHead.isHash(first.prev())
                ? new ChainHead(first.sequence() - 1, first.prev())
                : ChainHead.GENESIS;
    }

    private static ChainHead lastRecord(Rotated rotated) throws IOException {
        Optional<Line> last = Optional.empty();
        try (LineReader lines = new LineReader(rotated.path())) {
            for (Optional<Line> next = lines.next(); next.isPresent(); next = lines.next()) {
                last = next;
            }
        }
        Optional<RecordHead> record =
                last.filter(Line::terminated).flatMap(line -> RecordHead.parse(line.bytes()));
        if (record.isEmpty() || record.get().sequence() != rotated.last()) {
            throw new DamagedLogException(
                    rotated.path(),
                    "",
                    new Flaw(
                            "the file does not end where its name says",
                            "record " + rotated.last(),
                            record.map(r -> "record " + r.sequence()).orElse("no record")));
        }
        return new ChainHead(rotated.last(), new Sha256().of(last.orElseThrow().bytes()));
    }
}
