package dev.gatehouse.shim;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs the command as a process whose environment holds nothing but the socket.
final class TestingProcess {
    private final ProcessBuilder builder;
    private final Path errors;
    private String input = "";
    private @Nullable Process process;

    private TestingProcess(ProcessBuilder builder, Path errors) {
        this.builder = builder;
        this.errors = errors;
    }

    static TestingProcess of(List<String> command, Path socket, String... arguments) {
        try {
            List<String> line = new ArrayList<>(command);
            line.addAll(List.of(arguments));
            Path errors = Files.createTempFile("forge-test", ".err");
            ProcessBuilder builder = new ProcessBuilder(line).redirectError(errors.toFile());
            builder.environment().clear();
            builder.environment().put("PATH", "/usr/bin:/bin");
            builder.environment().put("GATEHOUSE_SOCKET", socket.toString());
            return new TestingProcess(builder, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The command run by a user to whom file permissions apply: they do not apply to root.
    static List<String> asAnybody(List<String> command) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return command;
        }
        List<String> line = new ArrayList<>();
        line.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        line.addAll(command);
        return line;
    }

    TestingProcess with(String variable, String value) {
        builder.environment().put(variable, value);
        return this;
    }

    TestingProcess withInput(String text) {
        input = text;
        return this;
    }

    TestingProcess withOutputTo(Path file) {
        builder.redirectOutput(new File(file.toString()));
        return this;
    }

    TestingProcess start() throws IOException {
        Process started = builder.start();
        process = started;
        try (var stream = started.getOutputStream()) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    TestingForge.Ended run() throws IOException, InterruptedException {
        return start().await();
    }

    TestingForge.Ended await() throws IOException, InterruptedException {
        Process running = running();
        String output = "";
        try (InputStream stream = running.getInputStream()) {
            output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException _) {
            // The test closed it.
        }
        int status = running.waitFor();
        String text = Files.readString(errors);
        Files.delete(errors);
        return new TestingForge.Ended(status, output, text);
    }

    void closeOutput() throws IOException {
        running().getInputStream().close();
    }

    long pid() {
        return running().pid();
    }

    /// What standard error holds so far.
    String errors() throws IOException {
        return Files.readString(errors);
    }

    /// Waits until standard error holds the text.
    void awaitErrors(String text) throws IOException, InterruptedException {
        for (int i = 0; i < 600 && !Files.readString(errors).contains(text); i++) {
            Thread.sleep(100);
        }
    }

    private Process running() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running;
    }
}
