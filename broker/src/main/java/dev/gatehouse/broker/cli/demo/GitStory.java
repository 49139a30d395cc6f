package dev.gatehouse.broker.cli.demo;

import dev.gatehouse.broker.cli.demo.Place.Ended;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/// What the dev agent does with plain git, and what git's own words are where it may not.
final class GitStory {
    private static final String CLONE = "claude-hooks";
    private static final int LARGE_FILE_BYTES = 300_000;
    private static final long SEED = 7;

    private final Story story;
    private final URI forge;
    private final AgentShell dev;

    /// @param forge the forge's ordinary URL, which no agent can reach
    GitStory(Story story, URI forge, AgentShell dev) {
        this.story = story;
        this.forge = forge;
        this.dev = dev;
    }

    void tell() throws IOException, InterruptedException {
        story.step(
                "Plain git, at the forge's ordinary URL: no token, no network, no configuration");
        story.expect(0, dev.git(".", "clone", forge + "charles/claude-hooks.git"));
        story.expect(0, dev.git(CLONE, "switch", "--create", "dev/git"));
        write("git.txt", "made with git\n");
        commit("Add a file with git");
        story.expect(0, dev.git(CLONE, "push", "origin", "dev/git"));

        story.step("It may not push to main");
        refused(dev.git(CLONE, "push", "origin", "dev/git:main"), "not granted: branches");

        story.step("It may not rewrite what it pushed");
        story.expect(0, dev.git(CLONE, "commit", "--quiet", "--amend", "--message", "Rewrite"));
        refused(
                dev.git(CLONE, "push", "--force", "origin", "dev/git"),
                "not granted: force: false");
        story.expect(0, dev.git(CLONE, "reset", "--quiet", "--hard", "origin/dev/git"));

        story.step("It may not touch a workflow, which would run with the repository's secrets");
        write(".forgejo/workflows/steal.yaml", "on: push\n");
        commit("Add a workflow");
        refused(dev.git(CLONE, "push", "origin", "dev/git"), "not granted: protected path");
        story.expect(0, dev.git(CLONE, "reset", "--quiet", "--hard", "origin/dev/git"));

        if (dev.can("git", "lfs", "version")) {
            tellOfLargeFiles();
        } else {
            story.step("(Git LFS is left out: git-lfs is not installed here)");
        }
    }

    private void tellOfLargeFiles() throws IOException, InterruptedException {
        story.step("A large file goes there and back by Git LFS");
        byte[] large = new byte[LARGE_FILE_BYTES];
        new Random(SEED).nextBytes(large);
        story.expect(0, dev.git(CLONE, "lfs", "track", "*.bin"));
        dev.write(CLONE + "/large.bin", large);
        commit("Add a large file");
        story.expect(0, dev.git(CLONE, "push", "origin", "dev/git"));
        story.expect(
                0,
                dev.git(
                        ".",
                        "clone",
                        "--quiet",
                        "--branch",
                        "dev/git",
                        forge + "charles/claude-hooks.git",
                        "again"));
        byte[] fetched = dev.read("again/large.bin");
        story.check(Arrays.equals(large, fetched), "the large file came back as it was");
    }

    private void write(String file, String text) throws IOException, InterruptedException {
        dev.write(CLONE + "/" + file, text.getBytes(StandardCharsets.UTF_8));
    }

    private void commit(String message) throws IOException, InterruptedException {
        story.expect(0, dev.git(CLONE, "add", "--all"));
        story.expect(0, dev.git(CLONE, "commit", "--quiet", "--message", message));
    }

    private void refused(Ended push, String reason) {
        story.expect(1, push);
        story.check(push.output().contains(reason), "git said '" + reason + "'");
    }
}
