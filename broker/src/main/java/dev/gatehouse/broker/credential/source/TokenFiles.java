package dev.gatehouse.broker.credential.source;

import dev.gatehouse.broker.credential.Reading;
import dev.gatehouse.broker.credential.key.KeyReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

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
        return readToken(file, custody::problemOfFile);
    }

    Reading readCredential(Path file) {
        return readToken(file, custody::problemOfCredential);
    }

    /// A file that another program keeps for a user of the host: in that user's hands and nobody
    /// else's, but for the broker, who may read it.
    KeyReader.Reading readLogin(Path file) {
        Path absolute = file.toAbsolutePath();
        Kind<KeyReader.Reading> login =
                new Kind<>(
                        OAuthText.MOST_BYTES,
                        content -> OAuthText.parse(content, absolute),
                        KeyReader.Reading.Unreadable::new,
                        "let the broker read it: setfacl -m u:%d:r %s && setfacl -d -m u:%d:r %s"
                                .formatted(
                                        custody.uid(),
                                        absolute,
                                        custody.uid(),
                                        absolute.getParent()));
        try {
            Custody owner = new Custody(FileFacts.of(absolute.toRealPath()).uid());
            return read(absolute, owner, owner::problemOfLogin, login);
        } catch (IOException failed) {
            return problem(absolute, failed, login);
        }
    }

    private Reading readToken(Path configured, Judgement judgement) {
        Path file = configured.toAbsolutePath();
        return read(
                file,
                custody,
                judgement,
                new Kind<>(
                        TokenText.MOST_BYTES,
                        content ->
                                TokenText.parse(
                                        content,
                                        file.toString(),
                                        "write the token as the only line of " + file),
                        Reading.Unreadable::new,
                        "chown %d %s".formatted(custody.uid(), file)));
    }

    @FunctionalInterface
    private interface Judgement {
        Optional<Reading.Unreadable> problemOf(Path file, FileFacts facts);
    }

    /// What is read from a file, and said where that cannot be.
    ///
    /// @param denied what to do where the broker may not read the file
    private record Kind<R>(
            int mostBytes,
            Function<byte[], R> parse,
            BiFunction<String, String, R> unreadable,
            String denied) {
        R unreadable(Reading.Unreadable why) {
            return unreadable.apply(why.problem(), why.remedy());
        }
    }

    private static <R> R read(Path file, Custody custody, Judgement judgement, Kind<R> kind) {
        try {
            for (int tries = 0; tries < TRIES; tries++) {
                Optional<R> reading = readOnce(file, custody, judgement, kind);
                if (reading.isPresent()) {
                    return reading.get();
                }
            }
            return kind.unreadable()
                    .apply(
                            "token file " + file + " is being replaced all the time",
                            "replace it by rename, once");
        } catch (IOException failed) {
            return problem(file, failed, kind);
        }
    }

    private static <R> R problem(Path file, IOException failed, Kind<R> kind) {
        return switch (failed) {
            case NoSuchFileException _ ->
                    kind.unreadable()
                            .apply(
                                    "token file " + file + " does not exist",
                                    "write the token to it and chmod 600 " + file);
            case AccessDeniedException _ ->
                    kind.unreadable()
                            .apply("the broker may not read token file " + file, kind.denied());
            default ->
                    kind.unreadable()
                            .apply(
                                    "token file %s cannot be read (%s)"
                                            .formatted(file, failed.getClass().getSimpleName()),
                                    "check the file and its disk");
        };
    }

    /// @return empty if the file was replaced meanwhile
    private static <R> Optional<R> readOnce(
            Path file, Custody custody, Judgement judgement, Kind<R> kind) throws IOException {
        Optional<Reading.Unreadable> above = custody.problemAbove(file);
        Path real = file.toRealPath();
        if (above.isEmpty()) {
            above = custody.problemAbove(real);
        }
        if (above.isPresent()) {
            return above.map(kind::unreadable);
        }
        FileFacts before = FileFacts.of(real);
        Optional<Reading.Unreadable> problem = judgement.problemOf(real, before);
        if (problem.isPresent()) {
            return problem.map(kind::unreadable);
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
            content = in.readNBytes(kind.mostBytes());
        }
        if (!FileFacts.of(real).equals(before)) {
            return Optional.empty();
        }
        return Optional.of(kind.parse().apply(content));
    }
}
