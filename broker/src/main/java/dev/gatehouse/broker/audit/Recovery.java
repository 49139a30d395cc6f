package dev.gatehouse.broker.audit;

import dev.gatehouse.broker.audit.Entry.TornBytes;
import dev.gatehouse.broker.audit.LineReader.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Opens the chain at start. What a crash can leave (a torn last line, a rotation half done, no end
/// record) is set right and recorded; anything else refuses the start, because going on would bury
/// it.
///
/// May itself be interrupted at any point: torn bytes are kept under the number of the record that
/// will tell of them before they are cut off, and found there by the next start.
final class Recovery {
    private final LogFolder folder;
    private final LogFile.Opener opener;
    private final Instant now;
    private final Optional<ChainHead> kept;

    private Recovery(LogFolder folder, LogFile.Opener opener, Instant now) throws IOException {
        this.folder = folder;
        this.opener = opener;
        this.now = now;
        this.kept = folder.readHead();
    }

    /// @return the chain, with all that had to be recorded
    static Chain open(LogFolder folder, LogFile.Opener opener, Instant now) throws IOException {
        return new Recovery(folder, opener, now).open();
    }

    private Chain open() throws IOException {
        Files.deleteIfExists(folder.next());
        boolean exists = Files.exists(folder.current());
        if (!exists && folder.rotated().isEmpty() && !folder.hasHead()) {
            return begin();
        }
        LogTail tail = LogTail.read(folder, kept);
        refuseIfShorterThanItsHead(tail.head());
        if (!exists) {
            folder.create(folder.current());
        }
        return resume(tail);
    }

    /// The head comes first: a log without one has lost it, and not by a crash.
    private Chain begin() throws IOException {
        folder.writeHead(ChainHead.GENESIS);
        folder.create(folder.current());
        return new Chain(folder, opener, opener.open(folder.current()), 1, 0, ChainHead.GENESIS);
    }

    private Chain resume(LogTail tail) throws IOException {
        boolean continues = tail.wholeBytes() == 0 && tail.fileBefore().isPresent();
        long recordOfRecovery = tail.head().sequence() + (continues ? 2 : 1);
        LogFile file = opener.open(folder.current());
        if (tail.torn().isPresent()) {
            folder.saveTorn(recordOfRecovery, onDisk(tail.torn().get()));
            file.truncate(tail.wholeBytes());
        }
        Chain chain =
                new Chain(
                        folder, opener, file, tail.firstSequence(), tail.wholeBytes(), tail.head());
        if (continues) {
            chain.append(now, new Entry.Continued(tail.fileBefore().orElseThrow()));
        }
        List<TornBytes> torn = keptTorn(recordOfRecovery);
        if (!tail.stopped() || kept.isEmpty() || !torn.isEmpty()) {
            chain.append(now, new Entry.Recovered(tail.openIntents(), kept.isEmpty(), torn));
        }
        return chain;
    }

    private static byte[] onDisk(Line line) {
        byte[] bytes = line.bytes();
        if (!line.terminated()) {
            return bytes;
        }
        byte[] terminated = Arrays.copyOf(bytes, bytes.length + 1);
        terminated[bytes.length] = '\n';
        return terminated;
    }

    private List<TornBytes> keptTorn(long sequence) throws IOException {
        List<TornBytes> all = new ArrayList<>();
        for (Path path : folder.torn(sequence)) {
            byte[] bytes = Files.readAllBytes(path);
            all.add(
                    new TornBytes(
                            path.getFileName().toString(), bytes.length, new Sha256().of(bytes)));
        }
        return all;
    }

    private void refuseIfShorterThanItsHead(ChainHead end) throws DamagedLogException {
        if (kept.isPresent() && kept.get().sequence() > end.sequence()) {
            throw new DamagedLogException(
                    folder.current(),
                    "",
                    new Flaw(
                            "the log ends before the record that " + folder.head() + " names",
                            "record " + kept.get().sequence(),
                            "record " + end.sequence()));
        }
    }
}
