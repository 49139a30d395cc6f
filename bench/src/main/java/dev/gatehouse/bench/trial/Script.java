package dev.gatehouse.bench.trial;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A script of this room, put where it can be run.
final class Script {
    private Script() {}

    static Path unpack(String name, Path directory) throws IOException {
        Path file = directory.resolve(name);
        try (InputStream bytes = Script.class.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IOException("no resource " + name);
            }
            Files.copy(bytes, file);
        }
        return file;
    }
}
