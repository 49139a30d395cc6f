package dev.gatehouse.demoforge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The git command as a test's client, without anyone's configuration.
final class GitCommand {
    /// How it ended and what it printed, both streams in one.
    record Output(int exit, String text) {}

    private GitCommand() {}

    static Output run(Path directory, String... arguments)
            throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments)).toList());
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        Process process = builder.directory(directory.toFile()).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }
}
