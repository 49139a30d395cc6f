package dev.gatehouse.broker;

import static dev.gatehouse.broker.Workplace.HOOKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.TestingForge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a push may not do, and what git's terminal shows then. With `FORGEJO_BIN`, before a real
/// Forgejo. The tests share one forge, so each pushes to branches of its own.
@Timeout(240)
class GitPushRulesIT {
    private static final String WIDE =
            """
            grants:
              - repositories: [charles/claude-hooks]
                roles: [contribute]
                push: { branches: ["dev/**"], tags: ["v*"], create: true, force: true, delete: true }
            """;

    private static TestingForge forge;

    @TempDir static Path directory;

    private Workplace work;
    private GitWorker dev;
    private String clone;

    @BeforeAll
    static void startForge() throws IOException {
        forge = TestingForge.start(directory.resolve("forge"));
        forge.protectBranch("charles", "claude-hooks", "dev/kept");
    }

    @AfterAll
    static void stopForge() throws IOException {
        forge.close();
    }

    @BeforeEach
    void start() throws IOException {
        work = open(Workplace.GRANTS);
        dev = work.dev();
        clone = dev.clone(HOOKS);
    }

    @AfterEach
    void stop() throws IOException {
        work.close();
    }

    @Test
    void refusesMainInGitsOwnWords() throws IOException {
        dev.commit(clone, "sneak.txt", "sneak\n");
        Map<String, String> before = refs();

        GitWorker.Ended push =
                dev.git(clone, "push", "origin", "HEAD:main", "HEAD:refs/heads/dev/fine");

        assertThat(push.status()).isEqualTo(1);
        assertThat(push.output())
                .contains("! [remote rejected] HEAD -> main (not granted: branches [dev/**])")
                .contains("! [remote rejected] HEAD -> dev/fine (not sent")
                .contains("remote: gatehouse: remedy: push to a granted branch");
        assertThat(refs()).as("nothing was half-done").isEqualTo(before);
        assertThat(work.recorded("refusal", "git-receive-pack")).hasSize(1);
    }

    @Test
    void refusesATagThatIsNotGranted() throws IOException {
        dev.done(clone, "tag", "nightly");

        assertThat(dev.git(clone, "push", "origin", "nightly").output())
                .contains("! [remote rejected] nightly -> nightly (not granted: tags [v*])");
        assertThat(refs()).doesNotContainKey("refs/tags/nightly");
    }

    @Test
    void refusesToMoveATag() throws IOException {
        dev.done(clone, "tag", "v3.0");
        dev.done(clone, "push", "--quiet", "origin", "v3.0");
        dev.commit(clone, "later.txt", "x\n");
        dev.done(clone, "tag", "--force", "v3.0");

        assertThat(dev.git(clone, "push", "--force", "origin", "v3.0").output())
                .contains("(not granted: force: false)");
    }

    @Test
    void forcesOnlyWhereThatIsGranted() throws IOException {
        String first = dev.commit(clone, "first.txt", "first\n");
        dev.done(clone, "push", "--quiet", "origin", "HEAD:refs/heads/dev/forced");
        dev.done(clone, "commit", "--quiet", "--amend", "-m", "Rewrite");

        GitWorker.Ended push =
                dev.git(clone, "push", "--force", "origin", "HEAD:refs/heads/dev/forced");

        assertThat(push.output()).contains("(not granted: force: false)");
        assertThat(refs()).containsEntry("refs/heads/dev/forced", first);
        try (Workplace wide = open(WIDE)) {
            wide.dev().clone(HOOKS);
            wide.dev().done("claude-hooks", "checkout", "--quiet", "origin/dev/forced");
            wide.dev().done("claude-hooks", "commit", "--quiet", "--amend", "-m", "Rewrite");
            wide.dev()
                    .done(
                            "claude-hooks",
                            "push",
                            "--force",
                            "origin",
                            "HEAD:refs/heads/dev/forced");
            assertThat(refs())
                    .containsEntry("refs/heads/dev/forced", wide.dev().head("claude-hooks"));
            assertThat(wide.broker().audit()).contains("\"force\":true");
        }
    }

    @Test
    void deletesOnlyWhereThatIsGranted() throws IOException {
        dev.done(clone, "push", "--quiet", "origin", "HEAD:refs/heads/dev/gone");

        GitWorker.Ended push = dev.git(clone, "push", "origin", ":dev/gone");

        assertThat(push.output())
                .contains("[remote rejected] dev/gone (not granted: delete: false)");
        assertThat(refs()).containsKey("refs/heads/dev/gone");
        try (Workplace wide = open(WIDE)) {
            wide.dev().clone(HOOKS);
            wide.dev().done("claude-hooks", "push", "--quiet", "origin", "--delete", "dev/gone");
            assertThat(refs()).doesNotContainKey("refs/heads/dev/gone");
        }
    }

    @Test
    void createsOnlyWhereThatIsGranted() throws IOException {
        dev.done(clone, "push", "--quiet", "origin", "HEAD:refs/heads/dev/there");
        String settings =
                """
                grants:
                  - repositories: [charles/claude-hooks]
                    roles: [contribute]
                    push: { branches: ["dev/**"], create: false }
                """;
        try (Workplace narrow = open(settings)) {
            GitWorker worker = narrow.dev();
            worker.clone(HOOKS);
            String id = worker.commit("claude-hooks", "there.txt", "x\n");
            assertThat(
                            worker.git("claude-hooks", "push", "origin", "HEAD:refs/heads/dev/new")
                                    .output())
                    .contains("(not granted: create: false)");
            worker.done("claude-hooks", "push", "--quiet", "origin", "HEAD:refs/heads/dev/there");
            assertThat(refs())
                    .doesNotContainKey("refs/heads/dev/new")
                    .containsEntry("refs/heads/dev/there", id);
        }
    }

    @Test
    void takesNoOptionThatChangesTheRepository() throws IOException {
        dev.commit(clone, "private.txt", "x\n");

        GitWorker.Ended push =
                dev.git(
                        clone,
                        "push",
                        "-o",
                        "repo.private=false",
                        "origin",
                        "HEAD:refs/heads/dev/published");

        assertThat(push.output()).contains("(not granted: push option)");
        assertThat(refs()).doesNotContainKey("refs/heads/dev/published");
        assertThat(work.client().get("/api/v1/repos/" + HOOKS).body()).contains("\"private\":true");
        dev.done(
                clone,
                "push",
                "-o",
                "topic=t",
                "-o",
                "title=T",
                "origin",
                "HEAD:refs/heads/dev/published");
        assertThat(refs()).containsKey("refs/heads/dev/published");
    }

    @Test
    void opensAndUpdatesAPullRequest() throws IOException {
        dev.commit(clone, "review.txt", "please\n");
        GitWorker.Ended push =
                dev.git(clone, "push", "-o", "title=See this", "origin", "HEAD:refs/for/main/seen");
        assertThat(push.status()).as(push.output()).isZero();
        String second = dev.commit(clone, "review.txt", "please!\n");
        dev.done(clone, "push", "origin", "HEAD:refs/for/main/seen");

        assertThat(work.client().get("/api/v1/repos/" + HOOKS + "/pulls?state=open").body())
                .contains("\"title\":\"See this\"");
        assertThat(refs()).as("the head of the pull request").containsValue(second);
        dev.done(clone, "commit", "--quiet", "--amend", "-m", "Rewrite");
        assertThat(
                        dev.git(
                                        clone,
                                        "push",
                                        "-o",
                                        "force-push=true",
                                        "origin",
                                        "HEAD:refs/for/main/seen")
                                .output())
                .contains("(not granted: force: false)");
        assertThat(refs()).containsValue(second);
    }

    @Test
    void refusesRefsThatAreNeitherBranchNorTag() throws IOException {
        dev.commit(clone, "odd.txt", "x\n");

        for (String ref : new String[] {"refs/notes/commits", "refs/pull/3/head"}) {
            assertThat(dev.git(clone, "push", "origin", "HEAD:" + ref).output())
                    .contains("! [remote rejected] HEAD -> " + ref + " (not granted: neither");
        }
        assertThat(refs()).doesNotContainValue(dev.head(clone));
    }

    @Test
    void passesTheWordsOfForgejosOwnProtection() throws IOException {
        dev.commit(clone, "kept.txt", "x\n");

        GitWorker.Ended push = dev.git(clone, "push", "origin", "HEAD:refs/heads/dev/kept");

        assertThat(push.status()).isEqualTo(1);
        assertThat(push.output())
                .contains("remote: Forgejo: Not allowed to push to protected branch dev/kept")
                .contains("! [remote rejected] HEAD -> dev/kept (pre-receive hook declined)")
                .doesNotContain("gatehouse");
        assertThat(refs()).doesNotContainKey("refs/heads/dev/kept");
    }

    private static Workplace open(String settings) throws IOException {
        return Workplace.open(directory, forge.url(), forge.token("dev-bot"), settings);
    }

    private static Map<String, String> refs() throws IOException {
        return forge.refs("charles", "claude-hooks");
    }
}
