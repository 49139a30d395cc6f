package dev.gatehouse.broker;

import static dev.gatehouse.broker.Workplace.HOOKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.TestingForge;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What git meets where a repository has got another name. With `FORGEJO_BIN`, before a real
/// Forgejo.
@Timeout(120)
class GitRenameIT {
    @TempDir Path directory;

    private TestingForge forge;
    private Workplace work;
    private GitWorker dev;

    @BeforeEach
    void start() throws IOException {
        forge = TestingForge.start(directory.resolve("forge"));
        work = Workplace.open(directory, forge.url(), forge.token("dev-bot"));
        dev = work.dev();
    }

    @AfterEach
    void stop() throws IOException {
        work.close();
        forge.close();
    }

    @Test
    void leadsGitToANewNameThatIsGranted() throws IOException {
        String clone = dev.clone(HOOKS);
        forge.renameRepository("charles", "claude-hooks", "lib-hooks");

        GitWorker.Ended fetch = dev.git(clone, "fetch", "origin");
        String id = dev.commit(clone, "renamed.txt", "x\n");
        GitWorker.Ended push = dev.git(clone, "push", "origin", "HEAD:refs/heads/dev/renamed");

        assertThat(fetch.status()).as(fetch.output()).isZero();
        assertThat(push.status()).as(push.output()).isZero();
        assertThat(fetch.output())
                .as("git says where it goes, and it is not Forgejo's own address")
                .contains("redirecting to " + dev.url("charles/lib-hooks"))
                .doesNotContain(":" + forge.url().getPort());
        assertThat(forge.refs("charles", "lib-hooks")).containsEntry("refs/heads/dev/renamed", id);
    }

    @Test
    void followsNoRenameOutOfTheGrant() throws IOException {
        String clone = dev.clone(HOOKS);
        forge.renameRepository("charles", "claude-hooks", "moved-away");
        dev.commit(clone, "renamed.txt", "x\n");

        assertThat(dev.git(clone, "fetch", "origin").output()).contains("error: 403");
        assertThat(dev.git(clone, "push", "origin", "HEAD:refs/heads/dev/renamed").output())
                .contains("error: 403");
        assertRefused(
                "redirects this call to another server or to a repository that is not granted");
        restart();
        assertRefused("a grant does not move with it");
        assertThat(forge.refs("charles", "moved-away")).doesNotContainKey("refs/heads/dev/renamed");
    }

    @Test
    void trustsNoOtherRepositoryThatTakesTheOldName() throws IOException {
        dev.clone(HOOKS);
        forge.renameRepository("charles", "claude-hooks", "moved-away");
        forge.renameRepository("charles", "secret-plans", "claude-hooks");
        restart();

        GitWorker.Ended clone = dev.git(".", "clone", dev.url(HOOKS), "other");

        assertThat(clone.output()).contains("error: 403");
        assertRefused("is not the repository it was");
    }

    private void assertRefused(String... words) throws IOException {
        AgentClient.Reply reply =
                work.client().get("/" + HOOKS + "/info/refs?service=git-upload-pack");
        assertThat(reply.refusal()).isEqualTo("not-granted");
        assertThat(reply.body())
                .contains(words)
                .as("the new name may be a secret")
                .doesNotContain("moved-away");
    }

    /// A broker that runs on knows for a few seconds what it asked of Forgejo before.
    private void restart() throws IOException {
        work.close();
        work =
                Workplace.in(
                        work.directory(), forge.url(), forge.token("dev-bot"), Workplace.GRANTS);
        dev = work.dev();
    }
}
