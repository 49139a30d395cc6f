package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.TestingForge;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Git itself through a real broker: what it fetches, what it may push, and what its terminal shows
/// when it may not. With `FORGEJO_BIN`, against a real Forgejo.
@Timeout(240)
class GitIT {
    private static final String HOOKS = "charles/claude-hooks";

    @TempDir Path directory;

    private TestingForge forge;
    private TestingBroker broker;
    private GitWorker dev;

    @BeforeEach
    void start() throws IOException {
        forge = TestingForge.start(directory.resolve("forge"));
        broker =
                TestingBroker.of(directory, forge.url())
                        .agent(
                                "dev",
                                "dev-bot",
                                forge.token("dev-bot"),
                                """
                                grants:
                                  - repositories: [charles/claude-hooks, "charles/lib-*"]
                                    roles: [contribute]
                                    push: { branches: ["dev/**"], tags: ["v*"], create: true }
                                    paths: { deny: [".forgejo/workflows/**"] }
                                """)
                        .start();
        dev = new GitWorker(broker.socket("dev"), directory.resolve("home"));
    }

    @AfterEach
    void stop() throws IOException {
        dev.close();
        broker.close();
        forge.close();
    }

    @Test
    void clonesCommitsAndPushesToAGrantedBranch() throws IOException {
        String clone = dev.clone(HOOKS);
        dev.done(clone, "switch", "--quiet", "--create", "dev/first");
        String first = dev.commit(clone, "first.txt", "first\n");
        dev.done(clone, "push", "--quiet", "origin", "dev/first");
        String second = dev.commit(clone, "second.txt", "second\n");
        dev.done(clone, "push", "--quiet", "origin", "dev/first");

        assertThat(dev.done(clone, "ls-remote", "origin", "refs/heads/dev/first"))
                .startsWith(second);
        assertThat(broker.audit())
                .as("what was pushed is on record, old and new")
                .contains("\"ref\":\"refs/heads/dev/first\",\"old\":\"" + first)
                .contains("\"new\":\"" + second + "\",\"force\":false");
    }

    @Test
    void refusesMainInGitsOwnWords() throws IOException {
        String clone = dev.clone(HOOKS);
        dev.commit(clone, "sneak.txt", "sneak\n");
        String before = dev.done(clone, "ls-remote", "origin");

        GitWorker.Ended push = dev.git(clone, "push", "origin", "HEAD:main", "HEAD:dev/fine");

        assertThat(push.status()).isEqualTo(1);
        assertThat(push.output())
                .contains("! [remote rejected] HEAD -> main (not granted: branches [dev/**])")
                .contains("! [remote rejected] HEAD -> dev/fine (not sent")
                .contains("remote: gatehouse: remedy: push to a granted branch");
        assertThat(dev.done(clone, "ls-remote", "origin"))
                .as("nothing was half-done")
                .isEqualTo(before);
    }

    @Test
    void refusesToForce() throws IOException {
        String clone = dev.clone(HOOKS);
        dev.done(clone, "switch", "--quiet", "--create", "dev/first");
        String first = dev.commit(clone, "first.txt", "first\n");
        dev.done(clone, "push", "--quiet", "origin", "dev/first");
        dev.done(clone, "commit", "--quiet", "--amend", "-m", "Rewrite");

        GitWorker.Ended push = dev.git(clone, "push", "--force", "origin", "dev/first");

        assertThat(push.output()).contains("(not granted: force: false)");
        assertThat(dev.done(clone, "ls-remote", "origin", "refs/heads/dev/first"))
                .startsWith(first);
    }

    @Test
    void refusesAProtectedPath() throws IOException {
        String clone = dev.clone(HOOKS);
        dev.done(clone, "switch", "--quiet", "--create", "dev/ci");
        dev.commit(clone, ".forgejo/workflows/evil.yaml", "on: push\n");
        dev.commit(clone, "innocent.txt", "x\n");

        GitWorker.Ended push = dev.git(clone, "push", "origin", "dev/ci");

        assertThat(push.output())
                .contains("(not granted: protected path .forgejo/workflows/evil.yaml)");
        assertThat(dev.done(clone, "ls-remote", "origin", "refs/heads/dev/ci")).isEmpty();
    }
}
