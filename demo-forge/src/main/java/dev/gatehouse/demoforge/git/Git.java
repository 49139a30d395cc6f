package dev.gatehouse.demoforge.git;

import dev.gatehouse.demoforge.http.Content;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/// Runs the git command in one directory, without anyone's personal or system configuration.
final class Git {
    static final Content NOTHING = Content.of("");
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "GIT_CONFIG_NOSYSTEM", "1",
                    "GIT_CONFIG_GLOBAL", "/dev/null",
                    "GIT_TERMINAL_PROMPT", "0",
                    "GIT_COMMITTER_NAME", "demo forge",
                    "GIT_COMMITTER_EMAIL", "forge@demo.test",
                    "GIT_AUTHOR_NAME", "demo forge",
                    "GIT_AUTHOR_EMAIL", "forge@demo.test",
                    "LC_ALL", "C");

    /// What a command printed and how it ended.
    record Output(int exit, Content stdout, String stderr) {
        String text() {
            return stdout.text();
        }

        List<String> lines() {
            return text().lines().toList();
        }
    }

    private final Path directory;

    Git(Path directory) {
        this.directory = directory;
    }

    /// Prepares a git command here.
    ProcessBuilder command(String... arguments) {
        var builder =
                new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments)).toList());
        builder.directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().putAll(ENVIRONMENT);
        return builder;
    }

    /// Runs it to its end; a failure is an [IOException] that quotes git.
    Output run(String... arguments) throws IOException {
        return run(NOTHING, arguments);
    }

    Output run(Content stdin, String... arguments) throws IOException {
        Output output = attempt(stdin, arguments);
        if (output.exit() != 0) {
            throw new IOException(
                    "git " + arguments[0] + " in " + directory + ": " + output.stderr().strip());
        }
        return output;
    }

    /// Runs it to its end, be it a failure.
    Output attempt(Content stdin, String... arguments) throws IOException {
        return finish(command(arguments).start(), stdin);
    }

    static Output finish(Process process, Content stdin) throws IOException {
        var stderr =
                new FutureTask<>(() ->
                        new String(
                                process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        Thread.ofVirtual().start(stderr);
        Thread.ofVirtual().start(() -> feed(process, stdin));
        Content stdout = Content.of(process.getInputStream().readAllBytes());
        try {
            return new Output(process.waitFor(), stdout, stderr.get());
        } catch (InterruptedException stopped) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while git was running");
        } catch (ExecutionException unreadable) {
            throw new IOException("git's messages could not be read", unreadable);
        }
    }

    private static void feed(Process process, Content stdin) {
        try (OutputStream out = process.getOutputStream()) {
            stdin.writeTo(out);
        } catch (IOException endedEarly) {
            // Its exit status tells why it did not want more.
        }
    }
}
