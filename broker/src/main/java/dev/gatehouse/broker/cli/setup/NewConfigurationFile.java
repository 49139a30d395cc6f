package dev.gatehouse.broker.cli.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// A configuration that is not there yet. It appears whole or not at all, and never in the place of
/// another: it is written beside, and then linked to its name, which link(2) does only where
/// nothing has that name. A file of comments alone, as a package brings it, is no configuration: it
/// is kept under another name.
record NewConfigurationFile(Path file, BrokerUser user) {
    NewConfigurationFile {
        file = file.toAbsolutePath();
    }

    /// What keeps it from being written, as far as can be seen before.
    Optional<String> hindrance() {
        Path directory = directory();
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !setsNothing()) {
            return Optional.of(alreadyThere());
        }
        if (!Files.isDirectory(directory)) {
            return Optional.of(
                    "there is no directory %s; mkdir -p %s".formatted(directory, directory));
        }
        return Files.isWritable(directory)
                ? Optional.empty()
                : Optional.of(
                        "you may not write to %s; run this as root, or name another file with --config"
                                .formatted(directory));
    }

    /// @return why it is not written
    Optional<String> write(String text) throws IOException {
        Path beside = directory().resolve("." + file.getFileName() + "." + UUID.randomUUID());
        try {
            fill(beside, text);
            if (setsNothing()) {
                Files.createLink(aside(), file);
                Files.delete(file);
            }
            Files.createLink(file, beside);
            return Optional.empty();
        } catch (FileAlreadyExistsException _) {
            return Optional.of(alreadyThere());
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private void fill(Path beside, String text) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        beside,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        if (user.gid().isPresent()) {
            Files.setAttribute(beside, "unix:gid", user.gid().get());
        }
        Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rw-r-----"));
    }

    /// Of comments and empty lines alone.
    private boolean setsNothing() {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.allMatch(line -> line.isBlank() || line.startsWith("#"));
        } catch (IOException | UncheckedIOException unreadable) {
            return false;
        }
    }

    private Path aside() {
        return directory().resolve(file.getFileName() + ".before-init");
    }

    private String alreadyThere() {
        return "%s is already there, and is not overwritten; move it away (mv %s %s.old), or name another with --config"
                .formatted(file, file, file);
    }

    private Path directory() {
        Path directory = file.getParent();
        return directory == null ? file : directory;
    }
}
