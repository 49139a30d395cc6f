package dev.gatehouse.broker.audit.read;

import dev.gatehouse.broker.audit.LogFolder;
import dev.gatehouse.broker.audit.LogFolder.Rotated;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads a log forward through its rotated files and on as it grows, with bounded memory; a broker
/// may write it, rotate it, die or start meanwhile. Proves nothing: that is the verifier's. One
/// thread.
public final class AuditReader implements AutoCloseable {
    private final LogFolder folder;
    private @Nullable GrowingFile open;
    private long lastSequence;
    private OptionalLong nextSequence = OptionalLong.empty();

    private AuditReader(LogFolder folder) {
        this.folder = folder;
    }

    /// From the first record that is kept.
    ///
    /// @param log the file that is being written; its rotated files are found beside it
    public static AuditReader fromStart(Path log) throws IOException {
        return ofLast(log, Integer.MAX_VALUE);
    }

    /// From the first record of one of the last files.
    ///
    /// @param files how many
    public static AuditReader ofLast(Path log, int files) throws IOException {
        LogFolder folder = new LogFolder(log);
        List<Rotated> rotated = rotated(folder);
        AuditReader reader = new AuditReader(folder);
        int first = rotated.size() - Math.min(files - 1, rotated.size());
        if (first < rotated.size()) {
            reader.nextSequence = OptionalLong.of(rotated.get(first).first());
        }
        return reader;
    }

    /// How many files the log has.
    public static int files(Path log) throws IOException {
        return rotated(new LogFolder(log)).size() + 1;
    }

    /// From a file in which records of that time can stand; earlier ones come, too.
    public static AuditReader since(Path log, Instant time) throws IOException {
        LogFolder folder = new LogFolder(log);
        AuditReader reader = new AuditReader(folder);
        for (Rotated file : rotated(folder)) {
            if (reader.nextSequence.isEmpty() || beginsBefore(file.path(), time)) {
                reader.nextSequence = OptionalLong.of(file.first());
            }
        }
        if (beginsBefore(folder.current(), time)) {
            reader.nextSequence = OptionalLong.empty();
        }
        return reader;
    }

    /// From what is written next.
    public static AuditReader atEnd(Path log) throws IOException {
        AuditReader reader = new AuditReader(new LogFolder(log));
        GrowingFile file = GrowingFile.open(reader.folder.current());
        reader.open = file;
        file.skipToEnd();
        return reader;
    }

    /// The next line; none where there is no more for now.
    public Optional<AuditLine> next() throws IOException {
        while (true) {
            GrowingFile file = open;
            if (file == null) {
                if (!openNext()) {
                    return Optional.empty();
                }
                continue;
            }
            boolean stillWritten = file.isAt(folder.current());
            Optional<GrowingFile.Line> line = file.next();
            if (line.isPresent()) {
                return line.map(this::read);
            }
            if (stillWritten || !openNext()) {
                return Optional.empty();
            }
        }
    }

    private AuditLine read(GrowingFile.Line line) {
        Optional<AuditRecord> record = RecordParser.parse(line.bytes());
        if (record.isEmpty()) {
            return new AuditLine.Damaged(line.file(), line.offset(), line.bytes().length);
        }
        nextSequence = OptionalLong.of(record.get().place().sequence() + 1);
        return new AuditLine.Whole(record.get(), new String(line.bytes(), StandardCharsets.UTF_8));
    }

    /// The rotated file that goes on where the last one ended, else the one that is being written.
    /// A rotated file is read once, whatever stands in it.
    private boolean openNext() throws IOException {
        if (nextSequence.isPresent() && nextSequence.getAsLong() <= lastSequence) {
            nextSequence = OptionalLong.of(lastSequence + 1);
        }
        try {
            Optional<Rotated> successor = successor();
            GrowingFile found =
                    GrowingFile.open(successor.map(Rotated::path).orElse(folder.current()));
            if (successor.isEmpty() && successor().isPresent()) {
                // The log was rotated between two looks.
                found.close();
                return openNext();
            }
            close();
            open = found;
            lastSequence = successor.map(Rotated::last).orElse(lastSequence);
            return true;
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private Optional<Rotated> successor() throws IOException {
        return rotated(folder).stream()
                .filter(file ->
                        nextSequence.isPresent() && file.first() == nextSequence.getAsLong())
                .findFirst();
    }

    private static List<Rotated> rotated(LogFolder folder) throws IOException {
        Path parent = folder.current().getParent();
        return parent != null && Files.isDirectory(parent) ? folder.rotated() : new ArrayList<>();
    }

    private static boolean beginsBefore(Path path, Instant time) throws IOException {
        try (GrowingFile file = GrowingFile.open(path)) {
            return file.next()
                    .flatMap(line -> RecordParser.parse(line.bytes()))
                    .filter(first -> !first.place().time().isAfter(time))
                    .isPresent();
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        GrowingFile file = open;
        if (file != null) {
            file.close();
        }
    }
}
