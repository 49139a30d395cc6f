package dev.gatehouse.broker.cli.setup;

import java.io.IOException;
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

/// A configuration that is not there yet. It appears whole or not at all, and never in the place of
/// another: it is written beside, and then linked to its name, which link(2) does only where
/// nothing has that name.
record NewConfigurationFile(Path file, BrokerUser user) {
    NewConfigurationFile {
        file = file.toAbsolutePath();
    }

    /// What keeps it from being written, as far as can be seen before.
    Optional<String> hindrance() {
        Path directory = directory();
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
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

    private String alreadyThere() {
        return "%s is already there, and is not overwritten; move it away (mv %s %s.old), or name another with --config"
                .formatted(file, file, file);
    }

    private Path directory() {
        Path directory = file.getParent();
        return directory == null ? file : directory;
    }
}
