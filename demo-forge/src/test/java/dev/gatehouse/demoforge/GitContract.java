package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The git command against the demo forge and against a real Forgejo.
interface GitContract {
    String HOOKS = "charles/claude-hooks";

    TestingForge forge();

    @Test
    default void takesTheFirstPushToAnEmptyRepository(@TempDir Path parent) throws Exception {
        ForgeClient dev = ForgeClient.with(forge().url(), forge().token("dev-bot"));
        assertThat(forge().refs("charles", "fresh")).as("before the first push").isEmpty();
        assertThat(dev.get("api/v1/repos/charles/fresh").json().get("empty").asBoolean()).isTrue();
        Checkout fresh = Checkout.of(forge(), "dev-bot", "charles/fresh", parent);
        String id = fresh.commit("Begin");
        var pushed = fresh.push("HEAD:refs/heads/main");
        assertThat(pushed.exit()).as(pushed.text()).isZero();
        assertThat(forge().refs("charles", "fresh"))
                .containsExactly(Map.entry("refs/heads/main", id));
    }

    @Test
    default void tellsItsRefsAndObjects(@TempDir Path parent) throws Exception {
        Checkout hooks = Checkout.of(forge(), "dev-bot", HOOKS, parent);
        assertThat(forge().refs("charles", "claude-hooks"))
                .containsEntry("refs/heads/main", hooks.run("rev-parse", "origin/main"))
                .containsEntry("refs/pull/3/head", hooks.run("rev-parse", "origin/dev/time-limit"));
        String id = hooks.commit("Not yet pushed");
        assertThat(forge().hasObject("charles", "claude-hooks", id)).isFalse();
        String branch = ForgeContract.fresh();
        assertThat(hooks.push("HEAD:refs/heads/" + branch).exit()).isZero();
        assertThat(forge().hasObject("charles", "claude-hooks", id)).isTrue();
        assertThat(hooks.push(":refs/heads/" + branch).exit()).isZero();
        assertThat(forge().refs("charles", "claude-hooks"))
                .doesNotContainKey("refs/heads/" + branch);
        assertThat(forge().hasObject("charles", "claude-hooks", id))
                .as("objects stay when their branch goes")
                .isTrue();
    }

    @Test
    default void hasAWorkflowWorthProtecting(@TempDir Path parent) throws Exception {
        Checkout hooks = Checkout.of(forge(), "dev-bot", HOOKS, parent);
        assertThat(hooks.run("ls-tree", "--name-only", "-r", "origin/main"))
                .contains(".forgejo/workflows/ci.yaml");
    }

    @Test
    default void refusesAPushToAProtectedBranch(@TempDir Path parent) throws Exception {
        Checkout hooks = Checkout.of(forge(), "dev-bot", HOOKS, parent);
        String branch = ForgeContract.fresh();
        String id = hooks.commit("Begin");
        assertThat(hooks.push("HEAD:refs/heads/" + branch).exit()).isZero();
        forge().protectBranch("charles", "claude-hooks", branch);
        hooks.commit("Go on");
        var pushed = hooks.push("HEAD:refs/heads/" + branch);
        assertThat(pushed.exit()).isNotZero();
        assertThat(pushed.text())
                .contains("remote: Forgejo: Not allowed to push to protected branch " + branch)
                .contains("! [remote rejected] HEAD -> " + branch + " (pre-receive hook declined)");
        var deleted = hooks.push(":refs/heads/" + branch);
        assertThat(deleted.text()).contains("branch " + branch + " is protected from deletion");
        hooks.run("commit", "--quiet", "--amend", "-m", "Another");
        hooks.run("reset", "--quiet", "--hard", "HEAD~1");
        hooks.run("commit", "--quiet", "--amend", "-m", "Begin anew");
        var forced = hooks.push("HEAD:refs/heads/" + branch, "--force");
        assertThat(forced.text()).contains("branch " + branch + " is protected from force push");
        assertThat(forge().refs("charles", "claude-hooks"))
                .containsEntry("refs/heads/" + branch, id);
    }

    @Test
    default void refusesAllRefsOfAPushOfWhichOneMayNotGo(@TempDir Path parent) throws Exception {
        Checkout hooks = Checkout.of(forge(), "dev-bot", HOOKS, parent);
        hooks.commit("Begin");
        String branch = ForgeContract.fresh();
        var pushed =
                GitCommand.run(
                        hooks.directory(), "push", "origin", "HEAD:refs/heads/" + branch, ":main");
        assertThat(pushed.text())
                .contains("branch main is the default branch and cannot be deleted");
        assertThat(forge().refs("charles", "claude-hooks"))
                .doesNotContainKey("refs/heads/" + branch);
    }

    @Test
    default void refusesAWritersOptionThatChangesTheRepository(@TempDir Path parent)
            throws Exception {
        Checkout hooks = Checkout.of(forge(), "dev-bot", HOOKS, parent);
        hooks.commit("Publish");
        String ref = "refs/heads/" + ForgeContract.fresh();
        for (String option : List.of("repo.private=false", "repo.template=true")) {
            var pushed = hooks.push("HEAD:" + ref, "-o", option);
            assertThat(pushed.exit()).as(option).isNotZero();
            assertThat(pushed.text()).contains("permission denied for changing repo settings");
        }
        assertThat(hooks.push("HEAD:" + ref, "-o", "unknown=option").exit()).isZero();
    }

    @Test
    default void tellsAfterAPushWhereToOpenAPullRequest(@TempDir Path parent) throws Exception {
        Checkout hooks = Checkout.of(forge(), "dev-bot", HOOKS, parent);
        hooks.commit("Begin");
        String branch = ForgeContract.fresh();
        assertThat(hooks.push("HEAD:refs/heads/" + branch).text())
                .contains("remote: Create a new pull request for '" + branch + "':")
                .contains(forge().url() + HOOKS + "/compare/main..." + branch);
    }

    @Test
    default void servesAWikiAsARepositoryOfItsOwn(@TempDir Path parent) throws Exception {
        Checkout wiki = Checkout.of(forge(), "dev-bot", HOOKS + ".wiki.git", parent);
        assertThat(wiki.directory().resolve("Home.md")).hasContent("# What a hook is\n");
        String before = wiki.run("rev-parse", "HEAD");
        String after = wiki.commit("Add a page");
        assertThat(wiki.push("HEAD:main").exit()).isZero();
        assertThat(after).isNotEqualTo(before);
        assertThat(wiki.run("ls-remote", "origin", "refs/heads/main")).startsWith(after);
        assertThat(forge().refs("charles", "claude-hooks").values()).doesNotContain(after);
    }

    @Test
    default void letsOnlyWritersBeginAPushToAWiki() throws Exception {
        String refs = "charles/lib-parser.wiki.git/info/refs?service=";
        ForgeClient mallory = ForgeClient.with(forge().url(), forge().token("mallory"));
        assertThat(mallory.get(refs + "git-upload-pack").status()).isEqualTo(200);
        Reply push = mallory.get(refs + "git-receive-pack");
        assertThat(push.status()).isEqualTo(404);
        assertThat(push.text()).contains("Repository not found");
        String hooks = HOOKS + ".wiki/info/refs?service=git-upload-pack";
        assertThat(mallory.get(hooks).status()).as("a private wiki").isEqualTo(404);
        assertThat(ForgeClient.anonymous(forge().url()).get(hooks).status()).isEqualTo(401);
    }

    @Test
    default void redirectsGitFromAFormerRepositoryName() throws Exception {
        forge().renameRepository("charles", "claude-hooks", "claude-ways");
        try {
            String query = "/info/refs?service=git-upload-pack";
            ForgeClient dev = ForgeClient.with(forge().url(), forge().token("dev-bot"));
            for (String suffix : List.of("", ".git", ".wiki", ".wiki.git")) {
                Reply reply = dev.get(HOOKS + suffix + query);
                assertThat(reply.status()).as("with '%s'", suffix).isEqualTo(301);
                assertThat(reply.header("Location"))
                        .as("'%s' is lost, and so the wiki becomes the code", suffix)
                        .contains("/charles/claude-ways" + query);
            }
            assertThat(ForgeClient.anonymous(forge().url()).get(HOOKS + query).status())
                    .as("nobody in particular is told nothing")
                    .isEqualTo(401);
            assertThat(LfsClient.of(forge(), "dev-bot", HOOKS).batch("download", "x").status())
                    .as("LFS redirects nobody")
                    .isEqualTo(404);
        } finally {
            forge().renameRepository("charles", "claude-ways", "claude-hooks");
        }
    }

    @Test
    default void redirectsGitFromAFormerUserName() throws Exception {
        String dev = forge().token("dev-bot");
        forge().renameUser("mallory", "malvina");
        try {
            String query = "/info/refs?service=git-receive-pack";
            Reply reply =
                    ForgeClient.with(forge().url(), dev).get("mallory/playground.git" + query);
            assertThat(reply.status()).isEqualTo(307);
            assertThat(reply.header("Location")).contains("/malvina/playground.git" + query);
        } finally {
            forge().renameUser("malvina", "mallory");
        }
    }
}
