package dev.gatehouse.bench.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Where a run of the measurements takes place.
///
/// @param repository the project's folder, with `dist/gatehouse` and `dist/forge` built
/// @param work for the servers' files; on a path short enough for Unix sockets
/// @param quick whether only to try that all still works
public record Site(Path repository, Path work, boolean quick) {
    Path gatehouse() {
        return repository.resolve("dist/gatehouse/bin/gatehouse");
    }

    /// The packaged shim; the commands are in its `bin`.
    Path shim() {
        return repository.resolve("dist/forge");
    }

    /// A directory of its own.
    Path directory(String name) throws IOException {
        return Files.createTempDirectory(work, name + "-");
    }

    /// Deletes a directory and what is in it, if it is there.
    public static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(directory)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
