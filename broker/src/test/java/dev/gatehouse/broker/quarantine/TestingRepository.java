package dev.gatehouse.broker.quarantine;

import dev.gatehouse.broker.git.ObjectFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A bare repository that git itself writes, for tests.
final class TestingRepository {
    /// The content of an entry that is a symbolic link, an executable or a submodule.
    static final String LINK = "link:";

    static final String EXECUTABLE = "exec:";
    static final String SUBMODULE = "submodule";

    private final Path directory;
    private final ObjectFormat format;
    private int commits;

    TestingRepository(Path directory, ObjectFormat format) throws IOException {
        this.directory = directory;
        this.format = format;
        Files.createDirectories(directory);
        git("init", "--quiet", "--bare", "--object-format=" + format.word());
    }

    Path directory() {
        return directory;
    }

    String git(String... arguments) throws IOException {
        return text(run(new byte[0], arguments));
    }

    String gitWith(String input, String... arguments) throws IOException {
        return text(run(input.getBytes(StandardCharsets.UTF_8), arguments));
    }

    private static String text(byte[] output) {
        return new String(output, StandardCharsets.UTF_8).strip();
    }

    byte[] run(byte[] input, String... arguments) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments)).toList());
        builder.directory(directory.toFile());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(
                        Map.of(
                                "GIT_DIR", directory.toString(),
                                "GIT_CONFIG_NOSYSTEM", "1",
                                "GIT_CONFIG_GLOBAL", "/dev/null",
                                "GIT_AUTHOR_NAME", "a",
                                "GIT_AUTHOR_EMAIL", "a@example.org",
                                "GIT_COMMITTER_NAME", "a",
                                "GIT_COMMITTER_EMAIL", "a@example.org"));
        Process process = builder.start();
        Thread.ofVirtual().start(() -> feed(process.getOutputStream(), input));
        byte[] output = process.getInputStream().readAllBytes();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("git " + List.of(arguments) + " failed");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IOException(e);
        }
        return output;
    }

    private static void feed(OutputStream stream, byte[] input) {
        try (stream) {
            stream.write(input);
        } catch (IOException _) {
            // Git reads no further; its exit code tells.
        }
    }

    /// A commit of exactly these files.
    String commit(Map<String, String> files, String... parents) throws IOException {
        commits++;
        StringBuilder script =
                new StringBuilder(
                        "commit refs/made/%d\nmark :1\ncommitter a <a@example.org> %d +0000\ndata 1\nm\n"
                                .formatted(commits, 1_700_000_000 + commits));
        for (int parent = 0; parent < parents.length; parent++) {
            script.append(parent == 0 ? "from " : "merge ").append(parents[parent]).append('\n');
        }
        script.append("deleteall\n");
        files.forEach((path, content) -> script.append(entry(path, content)));
        return gitWith(script + "\nget-mark :1\n", "fast-import", "--quiet");
    }

    private String entry(String path, String content) {
        if (content.equals(SUBMODULE)) {
            return "M 160000 %s %s\n".formatted("1".repeat(format.hexLength()), path);
        }
        String mode = "100644";
        String data = content;
        if (content.startsWith(LINK)) {
            mode = "120000";
            data = content.substring(LINK.length());
        } else if (content.startsWith(EXECUTABLE)) {
            mode = "100755";
            data = content.substring(EXECUTABLE.length());
        }
        return "M %s inline %s\ndata %d\n%s\n".formatted(mode, path, data.length(), data);
    }

    /// An object of any content, also one that git would not make.
    String object(String type, String content) throws IOException {
        return gitWith(content, "hash-object", "-t", type, "-w", "--stdin", "--literally");
    }

    /// What a client sends that knows the server to have `haves`.
    byte[] pack(List<String> wants, List<String> haves, String... options) throws IOException {
        List<String> revisions = new ArrayList<>(wants);
        haves.forEach(have -> revisions.add("^" + have));
        ByteArrayOutputStream pack = new ByteArrayOutputStream();
        pack.write(
                run(
                        (String.join("\n", revisions) + "\n").getBytes(StandardCharsets.US_ASCII),
                        Stream.concat(
                                        Stream.of("pack-objects", "--revs", "--stdout", "-q"),
                                        Stream.of(options))
                                .toArray(String[]::new)));
        return pack.toByteArray();
    }

    boolean has(String id) {
        try {
            return git("cat-file", "--batch-all-objects", "--batch-check=%(objectname)")
                    .contains(id);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
