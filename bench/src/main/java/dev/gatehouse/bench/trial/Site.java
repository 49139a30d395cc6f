package dev.gatehouse.bench.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a run of the measurements takes place.
///
/// @param repository the project's folder, with `dist/gatehouse` and `dist/forge` built
/// @param work for the servers' files; on a path short enough for Unix sockets
/// @param quick whether only to try that all still works
public record Site(Path repository, Path work, boolean quick) {
    Path gatehouse() {
        return repository.resolve("dist/gatehouse/bin/gatehouse");
    }

    Path forge() {
        return repository.resolve("dist/forge/bin/forge");
    }

    /// A directory of its own.
    Path directory(String name) throws IOException {
        return Files.createTempDirectory(work, name + "-");
    }
}
