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

/// What pull requests on a forge change, and where they stand.
@Timeout(60)
class PullChangeToolsIT {
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
    void showsTheDiff() throws IOException {
        Outcome diff = tools.run("read", "pr", "diff", "3");
        Outcome patch = tools.run("read", "pr", "diff", "3", "--patch");

        assertThat(diff.exit()).as(diff.error()).isZero();
        assertThat(diff.out()).startsWith("diff --git").contains("time_limit_seconds");
        assertThat(patch.out()).startsWith("From ").contains("Subject: ");
    }

    @Test
    void listsFilesAndCommits() throws IOException {
        Outcome files = tools.run("read", "pr", "files", "3");
        Outcome commits = tools.run("read", "pr", "commits", "3", "--json");

        assertThat(files.exit()).as(files.error()).isZero();
        assertThat(files.out()).contains("hooks/settings.json");
        assertThat(commits.exit()).as(commits.error()).isZero();
        assertThat(commits.data()).hasSize(1);
        assertThat(commits.data().get(0).path("messageHeadline").asString())
                .isEqualTo("Read the time limit from the settings");
    }

    @Test
    void leavesTheCheckoutToGit() throws IOException {
        Outcome checkout = tools.run("read", "pr", "checkout", "3");
        Outcome forced = tools.run("read", "pr", "checkout", "3", "--force");

        assertThat(checkout.exit()).as(checkout.error()).isZero();
        assertThat(checkout.steps()).hasSize(2);
        assertThat(checkout.steps().getFirst().path("git").toString())
                .startsWith("[\"fetch\",\"http")
                .endsWith("/charles/claude-hooks.git\",\"refs/pull/3/head:refs/heads/pr-3\"]");
        assertThat(checkout.steps().getLast().path("git").toString())
                .isEqualTo("[\"switch\",\"pr-3\"]");
        assertThat(checkout.error()).contains("git push origin HEAD:dev/time-limit");
        assertThat(forced.steps().getFirst().toString()).contains("\"+refs/pull/3/head:");
    }

    @Test
    void showsReviewsChecksAndWhetherItCanBeMerged() throws IOException {
        Outcome none = tools.run("read", "pr", "status", "3");
        report("success", "build");
        report("failure", "lint");
        tools.run("review", "pr", "review", "3", "--approve");
        Outcome status = tools.run("read", "pr", "status", "3", "--json");
        Outcome checks = tools.run("read", "pr", "checks", "3");
        Outcome waited = tools.run("read", "pr", "status", "3", "--wait", "--timeout", "1");

        assertThat(none.exit()).as(none.error()).isZero();
        assertThat(none.out()).contains("reviews:   none", "checks:    none");
        assertThat(status.exit()).as(status.error()).isZero();
        assertThat(status.data().path("mergeable").asBoolean()).isTrue();
        assertThat(status.data().path("reviewDecision").asString()).isEqualTo("APPROVED");
        assertThat(status.data().path("checksState").asString()).isEqualTo("failure");
        assertThat(checks.out()).contains("success", "build", "failure", "lint");
        assertThat(waited.exit()).isEqualTo(1);
        assertThat(waited.error()).contains("1 of 2 checks failed", "lint");
    }

    private void report(String state, String context) throws IOException {
        String head =
                tools.run("read", "pr", "view", "3", "--json", "headRefOid")
                        .data()
                        .path("headRefOid")
                        .asString();
        tools.api(
                "maintain",
                "POST",
                "repos/charles/claude-hooks/statuses/" + head,
                "{\"state\": \"%s\", \"context\": \"%s\"}".formatted(state, context));
    }
}
