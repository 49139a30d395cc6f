package dev.gatehouse.bench.trial;

import dev.gatehouse.bench.load.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A repository of one commit with files of random bytes, 10 MB each.
///
/// @param environment of every git
record LargeSource(Path directory, Map<String, String> environment) {
    private static final int FILE_BYTES = 10_000_000;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /// @param seed another one gives other bytes
    static LargeSource make(Path directory, int files, long seed, Map<String, String> environment)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        LargeSource source = new LargeSource(directory, environment);
        source.git("init", "-q", "-b", "main");
        source.leavePacksAsTheyAre();
        Random random = new Random(seed);
        byte[] bytes = new byte[FILE_BYTES];
        for (int file = 0; file < files; file++) {
            random.nextBytes(bytes);
            try (OutputStream out = Files.newOutputStream(directory.resolve("file-" + file))) {
                out.write(bytes);
            }
        }
        source.git("add", ".");
        source.git(
                "-c",
                "user.name=bench",
                "-c",
                "user.email=bench@example.org",
                "commit",
                "-q",
                "-m",
                "Large files");
        return source;
    }

    /// To look for likeness in random bytes takes minutes, and is not what is measured.
    void leavePacksAsTheyAre() throws IOException, InterruptedException {
        git("config", "core.compression", "0");
        git("config", "core.bigFileThreshold", "1m");
    }

    /// Runs git in it; anything but exit 0 is a failure.
    Duration git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
        command.addAll(Arrays.asList(arguments));
        Path log = Files.createTempFile("bench-git", ".out");
        try {
            return Run.succeeding(command, environment, log, LIMIT).time();
        } finally {
            Files.delete(log);
        }
    }
}
