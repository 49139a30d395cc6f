package dev.gatehouse.broker;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Git with the git-lfs command, for `*.bin` of one repository.
public record LfsWorker(GitWorker git) implements AutoCloseable {
    /// Skips the test where there is no git-lfs.
    public static void assumeInstalled() throws IOException {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/git-lfs")))
                .as("git-lfs is not installed, so its command cannot be tried")
                .isTrue();
    }

    /// Clones, finds the LFS server where the shim would name it, and has objects checked out.
    public String clone(String name) throws IOException {
        git.done(".", "clone", "--quiet", git.url(Workplace.HOOKS + ".git"), name);
        git.done(name, "config", "lfs.url", git.url(Workplace.HOOKS + ".git/info/lfs"));
        git.done(name, "lfs", "install", "--local");
        return name;
    }

    public String commit(String clone, String file, String content) throws IOException {
        git.done(clone, "lfs", "track", "*.bin");
        Files.writeString(
                git.home().resolve(clone).resolve(file), content, StandardCharsets.US_ASCII);
        return git.commit(clone, file + ".txt", "x\n");
    }

    /// Pushes the file to a branch of its own, `dev/FILE`.
    public void push(String clone, String file, String content) throws IOException {
        commit(clone, file, content);
        git.done(clone, "push", "--quiet", "origin", "HEAD:refs/heads/dev/" + file);
    }

    @Override
    public void close() throws IOException {
        git.close();
    }
}
