package dev.gatehouse.broker.credential.source;

import dev.gatehouse.broker.credential.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Reads token files, and refuses one that others could read or replace.
///
/// Symbolic links are followed, because mounted secrets are switched by them; the directories on
/// both sides of the link and the file at its end are what is judged. Java cannot ask an open file
/// who owns it, so the file is judged by its real path, opened without following links, and judged
/// again: only who may write to a directory above could slip another file in between, and such
/// directories are refused.
final class TokenFiles {
    /// A file may be replaced between any two looks; that often in a row it is not.
    private static final int TRIES = 5;

    private final Custody custody;

    TokenFiles(Custody custody) {
        this.custody = custody;
    }

    Reading readFile(Path file) {
        return read(file, custody::problemOfFile);
    }

    Reading readCredential(Path file) {
        return read(file, custody::problemOfCredential);
    }

    @FunctionalInterface
    private interface Judgement {
        Optional<Reading.Unreadable> problemOf(Path file, FileFacts facts);
    }

    private Reading read(Path configured, Judgement judgement) {
        Path file = configured.toAbsolutePath();
        try {
            for (int tries = 0; tries < TRIES; tries++) {
                Optional<Reading> reading = readOnce(file, judgement);
                if (reading.isPresent()) {
                    return reading.get();
                }
            }
            return new Reading.Unreadable(
                    "token file " + file + " is being replaced all the time",
                    "replace it by rename, once");
        } catch (NoSuchFileException e) {
            return new Reading.Unreadable(
                    "token file " + file + " does not exist",
                    "write the token to it and chmod 600 " + file);
        } catch (AccessDeniedException e) {
            return new Reading.Unreadable(
                    "the broker may not read token file " + file,
                    "chown %d %s".formatted(custody.uid(), file));
        } catch (IOException e) {
            return new Reading.Unreadable(
                    "token file %s cannot be read (%s)"
                            .formatted(file, e.getClass().getSimpleName()),
                    "check the file and its disk");
        }
    }

    /// @return empty if the file was replaced meanwhile
    private Optional<Reading> readOnce(Path file, Judgement judgement) throws IOException {
        Optional<Reading.Unreadable> above = custody.problemAbove(file);
        Path real = file.toRealPath();
        if (above.isEmpty()) {
            above = custody.problemAbove(real);
        }
        if (above.isPresent()) {
            return Optional.of(above.get());
        }
        FileFacts before = FileFacts.of(real);
        Optional<Reading.Unreadable> problem = judgement.problemOf(real, before);
        if (problem.isPresent()) {
            return Optional.of(problem.get());
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
            content = in.readNBytes(TokenText.MOST_BYTES);
        }
        if (!FileFacts.of(real).equals(before)) {
            return Optional.empty();
        }
        return Optional.of(
                TokenText.parse(
                        content, file.toString(), "write the token as the only line of " + file));
    }
}
