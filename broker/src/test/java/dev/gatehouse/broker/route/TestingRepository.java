package dev.gatehouse.broker.route;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where the sources of this build are.
public final class TestingRepository {
    private TestingRepository() {}

    /// `-Dgatehouse.root`, else the nearest directory above that holds the Maven wrapper.
    public static Path root() {
        String named = System.getProperty("gatehouse.root", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory =
                    Optional.ofNullable(directory.getParent())
                            .orElseThrow(() ->
                                    new IllegalStateException(
                                            "no mvnw above the working directory; set"
                                                    + " -Dgatehouse.root"));
        }
        return directory;
    }
}
