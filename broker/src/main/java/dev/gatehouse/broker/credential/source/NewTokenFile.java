package dev.gatehouse.broker.credential.source;

import dev.gatehouse.broker.credential.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// A token file that is made from what an operator typed: its owner's alone from its first moment
/// on. Never replaces a file.
public final class NewTokenFile {
    private NewTokenFile() {}

    /// Wipes what was typed. Makes the directory too, where only that is missing.
    ///
    /// @param owner the broker's user
    /// @return why nothing was written: the end of a sentence about the token
    public static Optional<String> write(Path file, char[] typed, int owner) throws IOException {
        byte[] line = new byte[typed.length];
        try {
            for (int at = 0; at < typed.length; at++) {
                // What is no ASCII becomes a byte that no token has.
                line[at] = typed[at] < 0x80 ? (byte) typed[at] : (byte) 0x80;
            }
            Optional<String> defect = Secret.defectOf(line);
            if (defect.isEmpty()) {
                write(file, line, owner);
            }
            return defect;
        } finally {
            Arrays.fill(line, (byte) 0);
            Arrays.fill(typed, '\0');
        }
    }

    private static void write(Path file, byte[] line, int owner) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null && !Files.exists(directory)) {
            Files.createDirectory(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            give(directory, owner);
        }
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(line);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        give(file, owner);
    }

    private static void give(Path path, int owner) throws IOException {
        if (FileFacts.of(path).uid() != owner) {
            Files.setAttribute(path, "unix:uid", owner);
        }
    }
}
