package dev.gatehouse.broker.tool.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.TestingTools;
import dev.gatehouse.broker.TestingTools.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Reviews, merging and updating on a forge.
@Timeout(60)
class PullReviewToolsIT {
    @TempDir Path directory;

    private TestingTools tools;

    @BeforeEach
    void start() throws IOException {
        tools = TestingTools.start(directory);
    }

    @AfterEach
    void stop() throws IOException {
        tools.close();
    }

    @Test
    void asksForChangesOnLines() throws IOException {
        Outcome none = tools.run("read", "pr", "reviews", "3");
        Outcome reviewed =
                tools.run(
                        "review",
                        "pr",
                        "review",
                        "3",
                        "--request-changes",
                        "-b",
                        "Nearly.",
                        "--line",
                        "hooks/settings.json:1=Why 30, and not 60?");
        Outcome shown = tools.run("read", "pr", "reviews", "3");
        JsonNode data = tools.run("read", "pr", "reviews", "3", "--json").data();

        assertThat(none.out()).isEqualTo("#3 has no reviews yet\n");
        assertThat(reviewed.exit()).as(reviewed.error()).isZero();
        assertThat(reviewed.out()).startsWith("reviewed #3 (request changes): http");
        assertThat(shown.out())
                .contains("reviewer-bot: request changes", "Nearly.")
                .contains("hooks/settings.json:1, reviewer-bot", "Why 30, and not 60?");
        assertThat(data.get(0).path("comments").get(0).path("line").asLong()).isEqualTo(1);
    }

    @Test
    void approvesWithoutWords() throws IOException {
        Outcome approved = tools.run("review", "pr", "review", "3", "--approve");
        Outcome speechless = tools.run("review", "pr", "review", "3");
        Outcome both = tools.run("review", "pr", "review", "3", "-a", "-r");
        Outcome asGh =
                tools.run("review", "gh", "pr", "review", "3", "--comment", "-b", "I looked.");

        assertThat(approved.exit()).as(approved.error()).isZero();
        assertThat(speechless.exit()).isEqualTo(2);
        assertThat(speechless.error()).contains("--body");
        assertThat(both.exit()).isEqualTo(2);
        assertThat(asGh.out()).as(asGh.error()).startsWith("reviewed #3 (comment): ");
    }

    @Test
    void passesOnThatNobodyApprovesTheirOwn() throws IOException {
        String own = new TestingWork(tools).openPull("maintain");
        Outcome approved = tools.run("maintain", "pr", "review", own, "--approve");

        assertThat(approved.exit()).isEqualTo(1);
        assertThat(approved.error()).contains("the forge said no (422)");
    }

    @Test
    void asksForReviewsAndTakesThatBack() throws IOException {
        Outcome asked = tools.run("review", "pr", "request-review", "3", "--reviewer", "boss-bot");
        String shown = tools.run("read", "pr", "view", "3", "--json", "reviewRequests").out();
        Outcome taken =
                tools.run("review", "pr", "request-review", "3", "-r", "boss-bot", "--remove");

        assertThat(asked.exit()).as(asked.error()).isZero();
        assertThat(shown).contains("boss-bot");
        assertThat(taken.exit()).as(taken.error()).isZero();
        assertThat(tools.run("read", "pr", "view", "3", "--json", "reviewRequests").out())
                .doesNotContain("boss-bot");
    }

    @Test
    void mergesWhatWasLookedAt() throws IOException {
        Outcome merged =
                tools.run("maintain", "pr", "merge", "3", "--squash", "-t", "Read it", "-d");

        assertThat(merged.exit()).as(merged.error()).isZero();
        assertThat(merged.out()).startsWith("merged #3 (squash, head ");
        assertThat(tools.run("read", "pr", "view", "3", "--json", "state").out())
                .contains("merged");
        assertThat(tools.run("read", "repo", "commits", "-L", "1").out()).contains("Read it");
        assertThat(tools.forge().refs("charles", "claude-hooks"))
                .doesNotContainKey("refs/heads/dev/time-limit");
    }

    @Test
    void doesNotMergeADraft() throws IOException {
        tools.run("contribute", "pr", "ready", "3", "--undo");
        Outcome merged = tools.run("maintain", "pr", "merge", "3");
        Outcome both = tools.run("maintain", "pr", "merge", "3", "--squash", "--rebase");

        assertThat(merged.exit()).isEqualTo(2);
        assertThat(merged.error()).contains("forge pr ready 3");
        assertThat(both.exit()).isEqualTo(2);
    }

    @Test
    void leavesMergingToThoseWhoMay() throws IOException {
        Outcome merged = tools.run("contribute", "pr", "merge", "3");

        assertThat(merged.exit()).isEqualTo(3);
        assertThat(merged.error()).contains("repoMergePullRequest", "roles: [maintain]");
    }

    @Test
    void bringsInWhatIsNewOnTheBase() throws IOException {
        tools.run("maintain", "repo", "put-file", "NEWS.md", "--content", "New.\n");
        Outcome updated = tools.run("contribute", "pr", "update-branch", "3");

        assertThat(updated.exit()).as(updated.error()).isZero();
        assertThat(
                        tools.run("read", "repo", "contents", "NEWS.md", "--ref", "dev/time-limit")
                                .out())
                .isEqualTo("New.\n");
    }
}
