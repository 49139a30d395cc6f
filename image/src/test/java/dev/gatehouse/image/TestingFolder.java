package dev.gatehouse.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The repository's files, wherever the tests were started.
final class TestingFolder {
    private TestingFolder() {}

    static Path root() {
        String named = System.getProperty("gatehouse.root", "");
        Path folder = Path.of(named.isEmpty() ? "" : named).toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException(
                        "No mvnw above the working directory; give -Dgatehouse.root");
            }
            folder = parent;
        }
        return folder;
    }

    static String text(String path) {
        try {
            return Files.readString(root().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The text of a script of the build, by its name: of the worker's parts, else of the profiles.
    static String script(String name) {
        String part = "image/parts/" + name;
        return text(Files.exists(root().resolve(part)) ? part : "image/profiles/" + name);
    }
}
