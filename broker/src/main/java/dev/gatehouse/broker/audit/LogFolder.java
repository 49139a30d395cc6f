package dev.gatehouse.broker.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The folder of a log `NAME.jsonl`, and what its files are called: `NAME-FIRST-LAST.jsonl` once
/// rotated, `NAME.head`, `NAME.lock`, `NAME-torn-SEQ-N.bin`.
public final class LogFolder {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path current;
    private final Path folder;
    private final String stem;
    private final Pattern rotatedName;

    public LogFolder(Path current) {
        this.current = current.toAbsolutePath().normalize();
        this.folder =
                Optional.ofNullable(this.current.getParent())
                        .orElseThrow(
                                () -> new IllegalArgumentException(current + " names no file"));
        String name = this.current.getFileName().toString();
        this.stem = name.endsWith(".jsonl") ? name.substring(0, name.length() - 6) : name;
        this.rotatedName =
                Pattern.compile(Pattern.quote(stem) + "-([0-9]{12,18})-([0-9]{12,18})\\.jsonl");
    }

    /// A rotated file and the records that its name promises.
    public record Rotated(Path path, long first, long last) {
        String name() {
            return String.valueOf(path.getFileName());
        }
    }

    public Path current() {
        return current;
    }

    Path next() {
        return folder.resolve(stem + ".next");
    }

    Path lock() {
        return folder.resolve(stem + ".lock");
    }

    Path head() {
        return folder.resolve(stem + ".head");
    }

    Path rotated(long first, long last) {
        return folder.resolve("%s-%012d-%012d.jsonl".formatted(stem, first, last));
    }

    /// The rotated files, in the order of their records.
    public List<Rotated> rotated() throws IOException {
        List<Rotated> found = new ArrayList<>();
        for (Path path : list(rotatedName)) {
            Matcher matcher = rotatedName.matcher(path.getFileName().toString());
            if (matcher.matches()) {
                long first = Long.parseLong(matcher.group(1));
                found.add(new Rotated(path, first, Long.parseLong(matcher.group(2))));
            }
        }
        found.sort(Comparator.comparingLong(Rotated::first).thenComparingLong(Rotated::last));
        return found;
    }

    /// What was cut off before record `sequence`, the record that tells of it.
    List<Path> torn(long sequence) throws IOException {
        List<Path> found =
                list(Pattern.compile(Pattern.quote(stem) + "-torn-" + sequence + "-[0-9]+\\.bin"));
        found.sort(Comparator.naturalOrder());
        return found;
    }

    void saveTorn(long sequence, byte[] bytes) throws IOException {
        int already = torn(sequence).size();
        write(folder.resolve("%s-torn-%d-%d.bin".formatted(stem, sequence, already + 1)), bytes);
        force();
    }

    /// Makes the folder where it is missing; refuses one that others can write: they could replace
    /// the log as a whole.
    void prepare() throws IOException {
        if (!Files.exists(folder)) {
            Files.createDirectories(folder, OWNER_ONLY_FOLDER);
        }
        refuseIfOthersCanWrite(folder);
        if (Files.exists(current, LinkOption.NOFOLLOW_LINKS)) {
            refuseIfOthersCanWrite(current);
        }
    }

    private static void refuseIfOthersCanWrite(Path path) throws IOException {
        Set<PosixFilePermission> modes = Files.getPosixFilePermissions(path);
        if (modes.contains(PosixFilePermission.OTHERS_WRITE)
                || modes.contains(PosixFilePermission.GROUP_WRITE)) {
            throw new IOException(
                    path + " can be written by its group or by others; run: chmod go-w " + path);
        }
    }

    /// Makes an empty file that only the owner can read.
    void create(Path path) throws IOException {
        Files.createFile(path, OWNER_ONLY);
    }

    /// Renames without ever replacing a file.
    void rename(Path from, Path to) throws IOException {
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    boolean hasHead() {
        return Files.exists(head(), LinkOption.NOFOLLOW_LINKS);
    }

    /// Empty where the head is missing or cannot be read as one.
    Optional<ChainHead> readHead() throws IOException {
        try {
            String text = Files.readString(head(), StandardCharsets.ISO_8859_1);
            return text.endsWith("\n")
                    ? ChainHead.parse(text.substring(0, text.length() - 1))
                    : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    void writeHead(ChainHead head) throws IOException {
        Path fresh = folder.resolve(stem + ".head.next");
        Files.deleteIfExists(fresh);
        write(fresh, (head + "\n").getBytes(StandardCharsets.US_ASCII));
        try {
            Files.move(
                    fresh,
                    head(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("the file system of " + folder + " cannot rename atomically", e);
        }
    }

    /// Makes renames and new files durable.
    void force() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void write(Path path, byte[] bytes) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        path,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        OWNER_ONLY)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private List<Path> list(Pattern name) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> paths =
                Files.newDirectoryStream(
                        folder, path -> name.matcher(path.getFileName().toString()).matches())) {
            paths.forEach(found::add);
        }
        return found;
    }
}
