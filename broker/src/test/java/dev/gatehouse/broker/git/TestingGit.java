package dev.gatehouse.broker.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Real git in one folder, with nobody's configuration.
record TestingGit(Path folder) {
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "GIT_CONFIG_NOSYSTEM", "1",
                    "GIT_CONFIG_GLOBAL", "/dev/null",
                    "GIT_AUTHOR_NAME", "a",
                    "GIT_AUTHOR_EMAIL", "a@example.org",
                    "GIT_COMMITTER_NAME", "a",
                    "GIT_COMMITTER_EMAIL", "a@example.org",
                    "LC_ALL", "C");

    record Ended(int exitCode, byte[] out, String err) {}

    String run(String... arguments) throws IOException, InterruptedException {
        Ended ended = ended(new byte[0], arguments);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        return new String(ended.out(), StandardCharsets.UTF_8).strip();
    }

    byte[] fed(byte[] in, String... arguments) throws IOException, InterruptedException {
        Ended ended = ended(in, arguments);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        return ended.out();
    }

    Ended ended(byte[] in, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Path input = Files.write(Files.createTempFile(folder.getParent(), "in", ""), in);
        Path errors = Files.createTempFile(folder.getParent(), "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(input.toFile())
                        .redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().putAll(ENVIRONMENT);
        if (command.contains("upload-pack")) {
            builder.environment().put("GIT_PROTOCOL", "version=2");
        }
        Process process = builder.start();
        byte[] out = process.getInputStream().readAllBytes();
        return new Ended(process.waitFor(), out, Files.readString(errors));
    }

    String commit(String file, String text) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(file), text);
        run("add", file);
        run("commit", "-qm", "change " + file);
        return run("rev-parse", "HEAD");
    }
}
