package dev.gatehouse.broker.quarantine;

import dev.gatehouse.broker.git.ObjectFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A bare repository that holds objects only: no refs, no hooks, nothing an agent can name.
///
/// @param borrowed an object directory to read besides its own
record Repository(Path directory, Optional<Path> borrowed) {
    static Repository create(Path directory, ObjectFormat format) throws IOException {
        Folders.create(directory.resolve("objects").resolve("pack"));
        Folders.create(directory.resolve("refs"));
        Files.writeString(
                directory.resolve("config"),
                """
                [core]
                    repositoryFormatVersion = 1
                    bare = true
                [extensions]
                    objectFormat = %s
                """
                        .formatted(format.word()));
        // Last: where it is missing, the repository is not there.
        Files.writeString(directory.resolve("HEAD"), "ref: refs/heads/none\n");
        return new Repository(directory, Optional.empty());
    }

    Path objects() {
        return directory.resolve("objects");
    }

    Path packs() {
        return objects().resolve("pack");
    }

    Repository borrowing(Repository other) {
        return new Repository(directory, Optional.of(other.objects()));
    }
}
