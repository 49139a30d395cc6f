package dev.gatehouse.broker.audit;

import dev.gatehouse.broker.audit.Verification.Broken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Proves, offline and with bounded memory, that a log is what the broker wrote: no record changed,
/// put in, taken out or moved, in any of its files. What was cut off the end is found by the head
/// that the broker keeps beside the log, or by one noted elsewhere.
///
/// Whoever can write the folder can forge both log and head, so a head that was noted elsewhere
/// (the broker logs it at start, rotation and stop) is the stronger proof.
public final class AuditVerifier {
    private AuditVerifier() {}

    /// What the caller knows from elsewhere.
    ///
    /// @param after the head of the last file that was archived: the log begins behind it
    /// @param remembered the hash of some record that must be in the log
    public record Expectation(Optional<ChainHead> after, Optional<String> remembered) {
        public static final Expectation NOTHING =
                new Expectation(Optional.empty(), Optional.empty());

        public Expectation {
            if (remembered.isPresent() && !ChainHead.isHash(remembered.get())) {
                throw new IllegalArgumentException(
                        "a remembered head is 64 lower-case hex digits, as 'audit verify' prints");
            }
        }
    }

    /// @param file the log that is being written; its rotated files are found beside it
    public static Verification verify(Path file) throws IOException {
        return verify(file, Expectation.NOTHING);
    }

    /// A log that a broker is writing can be verified too; a last line caught half-written is then
    /// reported as torn, and gone when asked again.
    public static Verification verify(Path file, Expectation expectation) throws IOException {
        LogFolder folder = new LogFolder(file);
        Optional<ChainHead> kept = folder.readHead();
        if (kept.isEmpty() && (folder.hasHead() || expectation.remembered().isEmpty())) {
            return new Broken(
                    folder.head(),
                    0,
                    0,
                    "the head is missing or unreadable, so nothing tells whether the log was cut",
                    "a record number and its hash",
                    folder.hasHead() ? "something else" : "no file",
                    "restore the file, or move it away and give the hash that you noted (--head)");
        }
        return new LogWalk(folder, expectation, kept).walk();
    }
}
