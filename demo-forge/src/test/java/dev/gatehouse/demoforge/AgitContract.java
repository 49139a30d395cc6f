package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Pull requests by push, without a branch: on the demo forge and on a real Forgejo.
interface AgitContract {
    String HOOKS = "charles/claude-hooks";

    TestingForge forge();

    /// The open pull request of that head, such as `dev-bot/topic`.
    private JsonNode pull(String repository, String head) throws IOException, InterruptedException {
        return ForgeClient.with(forge().url(), forge().token("dev-bot"))
                .get("api/v1/repos/" + repository + "/pulls?state=open&page=1&limit=50")
                .json()
                .valueStream()
                .filter(pull -> pull.at("/head/label").asString().equals(head))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no open pull request from " + head));
    }

    @Test
    default void makesAPullRequestOfAPushForReview(@TempDir Path parent) throws Exception {
        Checkout hooks = Checkout.of(forge(), "dev-bot", HOOKS, parent);
        String id = hooks.commit("First line\n\nThe rest of it.");
        String topic = ForgeContract.fresh();
        var pushed = hooks.push("HEAD:refs/for/main", "-o", "topic=" + topic);
        assertThat(pushed.exit()).as(pushed.text()).isZero();
        JsonNode pull = pull(HOOKS, "dev-bot/" + topic);
        String ref = "refs/pull/" + pull.get("number").asInt() + "/head";
        assertThat(pushed.text())
                .contains("* [new reference]")
                .contains("HEAD -> " + ref)
                .contains("remote: Visit the existing pull request:");
        assertThat(pull.get("title").asString()).isEqualTo("First line");
        assertThat(pull.get("body").asString().strip()).isEqualTo("The rest of it.");
        assertThat(pull.get("flow").asInt()).isEqualTo(1);
        assertThat(pull.at("/user/login").asString()).isEqualTo("dev-bot");
        assertThat(pull.at("/head/sha").asString()).isEqualTo(id);
        assertThat(pull.at("/head/ref").asString()).isEqualTo(ref);
        assertThat(pull.at("/base/ref").asString()).isEqualTo("main");
        assertThat(forge().refs("charles", "claude-hooks"))
                .containsEntry(ref, id)
                .doesNotContainKeys("refs/for/main", "refs/heads/dev-bot/" + topic);
    }

    @Test
    default void takesTheTopicFromThePathAndTheWordsFromTheOptions(@TempDir Path parent)
            throws Exception {
        Checkout hooks = Checkout.of(forge(), "dev-bot", HOOKS, parent);
        hooks.commit("Not the title");
        String topic = ForgeContract.fresh() + "/deeper";
        var pushed =
                hooks.push(
                        "HEAD:refs/for/main/" + topic,
                        "-o",
                        "title=A title",
                        "-o",
                        "description=Of some length");
        assertThat(pushed.exit()).as(pushed.text()).isZero();
        JsonNode pull = pull(HOOKS, "dev-bot/" + topic);
        assertThat(pull.get("title").asString()).isEqualTo("A title");
        assertThat(pull.get("body").asString()).isEqualTo("Of some length");
    }

    @Test
    default void updatesThePullRequestAndForcesOnlyWhenAsked(@TempDir Path parent)
            throws Exception {
        Checkout hooks = Checkout.of(forge(), "dev-bot", HOOKS, parent);
        hooks.commit("One");
        String topic = ForgeContract.fresh();
        String ref = "HEAD:refs/for/main/" + topic;
        assertThat(hooks.push(ref).exit()).isZero();
        assertThat(hooks.push(ref).text())
                .contains("(The new commit is the same as the old commit)");
        String second = hooks.commit("Two");
        assertThat(hooks.push(ref).exit()).isZero();
        assertThat(pull(HOOKS, "dev-bot/" + topic).at("/head/sha").asString()).isEqualTo(second);
        hooks.run("commit", "--quiet", "--amend", "-m", "Two, better");
        assertThat(hooks.push(ref).text())
                .contains("Updates were rejected because the tip of your current branch is behind");
        assertThat(hooks.push(ref, "-o", "force-push=true").exit()).isZero();
        assertThat(pull(HOOKS, "dev-bot/" + topic).at("/head/sha").asString())
                .isEqualTo(hooks.run("rev-parse", "HEAD"));
    }

    @Test
    default void letsAReaderPushForReviewAndNothingElse(@TempDir Path parent) throws Exception {
        String parser = "charles/lib-parser";
        Checkout clone = Checkout.of(forge(), "mallory", parser, parent);
        clone.commit("Please take this");
        String topic = ForgeContract.fresh();
        assertThat(clone.push("HEAD:refs/heads/" + topic).text())
                .contains("User 'mallory' is not allowed to push to branch '" + topic + "'")
                .contains("git push origin HEAD:refs/for/" + topic + "/choose-a-descriptor");
        var pushed = clone.push("HEAD:refs/for/main/" + topic);
        assertThat(pushed.exit()).as(pushed.text()).isZero();
        assertThat(pull(parser, "mallory/" + topic).at("/user/login").asString())
                .isEqualTo("mallory");
    }

    @Test
    default void refusesAPushForReviewThatMakesNoSense(@TempDir Path parent) throws Exception {
        Checkout hooks = Checkout.of(forge(), "dev-bot", HOOKS, parent);
        hooks.commit("New");
        assertThat(hooks.push("HEAD:refs/for/main").text())
                .contains("(The topic-branch option is not set)");
        assertThat(hooks.push("HEAD:refs/for/nowhere/x").text())
                .contains("Forgejo: Unexpected ref: refs/for/nowhere/x")
                .contains("(pre-receive hook declined)");
        assertThat(hooks.push("origin/main:refs/for/main/x").text())
                .contains("(The target branch already contains this commit)");
        assertThat(hooks.push(":refs/for/main/x").text())
                .contains("(Cannot delete a non-existent branch.)");
        Checkout wiki = Checkout.of(forge(), "dev-bot", HOOKS + ".wiki", parent);
        wiki.commit("Page");
        assertThat(wiki.push("HEAD:refs/for/main/x").text())
                .contains("(fail to run proc-receive hook)");
    }

    @Test
    default void takesABranchAndAReviewInOnePush(@TempDir Path parent) throws Exception {
        Checkout hooks = Checkout.of(forge(), "dev-bot", HOOKS, parent);
        String id = hooks.commit("Both");
        String name = ForgeContract.fresh();
        List<String> refs = List.of("HEAD:refs/heads/" + name, "HEAD:refs/for/main/" + name);
        var pushed =
                GitCommand.run(
                        hooks.directory(), "push", "origin", refs.getFirst(), refs.getLast());
        assertThat(pushed.exit()).as(pushed.text()).isZero();
        assertThat(forge().refs("charles", "claude-hooks")).containsEntry("refs/heads/" + name, id);
        assertThat(pull(HOOKS, "dev-bot/" + name).at("/head/sha").asString()).isEqualTo(id);
    }
}
