package dev.gatehouse.broker.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// The end of the chain, where records are appended. Knows its file's size and so what is whole and
/// what is not. One thread at a time.
final class Chain {
    private final LogFolder folder;
    private final LogFile.Opener opener;
    private final RecordWriter writer = new RecordWriter();
    private final Sha256 sha256 = new Sha256();
    private LogFile file;
    private long firstSequence;
    private long wholeBytes;
    private ChainHead head;
    private boolean tornByUs;

    /// @param firstSequence the number of the file's first record
    /// @param wholeBytes size of the file, all of it whole records
    Chain(
            LogFolder folder,
            LogFile.Opener opener,
            LogFile file,
            long firstSequence,
            long wholeBytes,
            ChainHead head) {
        this.folder = folder;
        this.opener = opener;
        this.file = file;
        this.firstSequence = firstSequence;
        this.wholeBytes = wholeBytes;
        this.head = head;
    }

    ChainHead head() {
        return head;
    }

    long bytes() {
        return wholeBytes;
    }

    LogFile file() {
        return file;
    }

    /// Writes one record. Where it throws, the chain is as before; the file may hold a part of the
    /// record until [#repair].
    void append(Instant time, Entry entry) throws IOException {
        byte[] line = writer.line(head, time, entry);
        try {
            file.append(line);
        } catch (IOException e) {
            tornByUs = true;
            throw e;
        }
        wholeBytes += line.length;
        head = new ChainHead(head.sequence() + 1, sha256.of(line, line.length - 1));
    }

    /// Cuts off the part of a record that a failed write may have left; never anything else.
    void repair() throws IOException {
        if (tornByUs) {
            file.truncate(wholeBytes);
            tornByUs = false;
        }
    }

    /// Whether the file is still the one at its path, and nobody else wrote to it.
    Optional<AuditFault> inspect() throws IOException {
        if (!file.isAt(folder.current())) {
            return Optional.of(AuditFault.REPLACED);
        }
        return tornByUs || file.size() == wholeBytes
                ? Optional.empty()
                : Optional.of(AuditFault.ALTERED);
    }

    /// Goes on in a new file, whose first record names this one. The new file is complete before
    /// anything is renamed, so a failure leaves the chain where it was.
    ///
    /// @return the former file, still open; neither it nor the new one is forced yet
    LogFile rotate(Instant time) throws IOException {
        Path rotated = folder.rotated(firstSequence, head.sequence());
        byte[] line =
                writer.line(head, time, new Entry.Continued(rotated.getFileName().toString()));
        Files.deleteIfExists(folder.next());
        folder.create(folder.next());
        LogFile fresh = opener.open(folder.next());
        try {
            fresh.append(line);
            exchange(rotated);
        } catch (IOException e) {
            fresh.close();
            Files.deleteIfExists(folder.next());
            throw e;
        }
        LogFile former = file;
        file = fresh;
        firstSequence = head.sequence() + 1;
        wholeBytes = line.length;
        head = new ChainHead(firstSequence, sha256.of(line, line.length - 1));
        return former;
    }

    private void exchange(Path rotated) throws IOException {
        folder.rename(folder.current(), rotated);
        try {
            folder.rename(folder.next(), folder.current());
        } catch (IOException e) {
            folder.rename(rotated, folder.current());
            throw e;
        }
    }
}
