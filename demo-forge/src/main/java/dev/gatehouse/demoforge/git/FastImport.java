package dev.gatehouse.demoforge.git;

import dev.gatehouse.demoforge.http.Content;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Writes the stream `git fast-import` reads: many commits for the price of one process.
public final class FastImport {
    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

    /// Begins a commit on `branch`; its files follow.
    public FastImport commit(String branch, String name, String email, Instant at, String message) {
        line("commit refs/heads/" + branch);
        line("committer %s <%s> %d +0000".formatted(name, email, at.getEpochSecond()));
        return data(Content.of(message));
    }

    /// Says what the commit is built on: a commit id, or a branch of this same stream.
    public FastImport from(String parent) {
        return line("from " + parent);
    }

    public FastImport write(String path, Content content) {
        line("M 100644 inline " + quoted(path));
        return data(content);
    }

    public FastImport write(String path, String content) {
        return write(path, Content.of(content));
    }

    public FastImport delete(String path) {
        return line("D " + quoted(path));
    }

    Content content() {
        return Content.of(stream.toByteArray());
    }

    private FastImport data(Content content) {
        line("data " + content.size());
        stream.writeBytes(content.toArray());
        return line("");
    }

    private FastImport line(String text) {
        stream.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private static String quoted(String path) {
        return '"' + path.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
