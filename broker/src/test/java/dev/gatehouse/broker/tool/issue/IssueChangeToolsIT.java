package dev.gatehouse.broker.tool.issue;

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

/// Editing, sorting, closing and answering issues.
@Timeout(60)
class IssueChangeToolsIT {
    @TempDir Path directory;

    private TestingTools tools;
    private TestingIssues issues;

    @BeforeEach
    void start() throws IOException {
        tools =
                TestingTools.start(
                        directory,
                        """
                        - repositories: [charles/claude-hooks]
                          allow: [issueDeleteComment, issueListIssueDependencies, issueListBlocks]
                          accept-risk: [destructive]
                        """);
        issues = new TestingIssues(tools);
    }

    @AfterEach
    void stop() throws IOException {
        tools.close();
    }

    @Test
    void changesOnlyWhatIsNamed() throws IOException {
        issues.fine(
                "triage",
                "issue",
                "edit",
                "1",
                "-t",
                "Slow hooks",
                "--add-label",
                "documentation",
                "--remove-label",
                "bug",
                "--add-assignee",
                "@me,boss-bot",
                "--due",
                "2027-01-31");

        JsonNode issue = issues.issue(1);
        assertThat(issue.path("title").asString()).isEqualTo("Slow hooks");
        assertThat(issue.path("body").asString()).startsWith("A limit of 5 s");
        assertThat(issue.path("milestone").path("title").asString()).isEqualTo("1.0");
        assertThat(issue.path("due_date").asString()).startsWith("2027-01-31");
        assertThat(issues.labels(1)).containsExactly("documentation");
        assertThat(issues.assignees(1)).containsExactlyInAnyOrder("dev-bot", "boss-bot");
    }

    @Test
    void takesAway() throws IOException {
        issues.fine(
                "triage",
                "issue",
                "edit",
                "1",
                "--add-assignee",
                "@me,boss-bot",
                "--due",
                "2027-01-31");

        issues.fine(
                "triage",
                "issue",
                "edit",
                "1",
                "--remove-assignee",
                "Dev-Bot",
                "-m",
                "",
                "--due",
                "",
                "-b",
                "");

        JsonNode issue = issues.issue(1);
        assertThat(issues.assignees(1)).containsExactly("boss-bot");
        assertThat(issue.path("milestone").isNull()).isTrue();
        assertThat(issue.path("due_date").isNull()).isTrue();
        assertThat(issue.path("body").asString()).isEmpty();
    }

    @Test
    void changesNothingWhereANameOrADayIsWrong() throws IOException {
        Outcome label =
                tools.run("triage", "issue", "edit", "1", "-t", "Other", "--add-label", "typo");
        Outcome day =
                tools.run("triage", "issue", "edit", "1", "-t", "Other", "--due", "31.1.2027");
        Outcome nothing = tools.run("triage", "issue", "edit", "1");

        assertThat(label.exit()).isEqualTo(2);
        assertThat(day.exit()).isEqualTo(2);
        assertThat(day.error()).contains("2027-01-31");
        assertThat(nothing.exit()).isEqualTo(2);
        assertThat(issues.issue(1).path("title").asString()).startsWith("Hooks time out");
    }

    @Test
    void closesWithAWordAndReopens() throws IOException {
        Outcome closed = issues.fine("triage", "issue", "close", "1", "-c", "Not any more.");
        JsonNode then = issues.issue(1);
        issues.fine("triage", "issue", "reopen", "1");

        assertThat(closed.out()).startsWith("closed #1");
        assertThat(then.path("state").asString()).isEqualTo("closed");
        assertThat(issues.issue(1).path("state").asString()).isEqualTo("open");
        assertThat(issues.fine("triage", "issue", "view", "1", "-c").out())
                .contains("Not any more.");
    }

    @Test
    void assignsAndUnassigns() throws IOException {
        issues.fine("triage", "issue", "assign", "1", "boss-bot", "reviewer-bot");
        issues.fine("triage", "issue", "assign", "1");
        var all = issues.assignees(1);
        issues.fine("triage", "issue", "unassign", "1", "reviewer-bot");
        Outcome last = issues.fine("triage", "issue", "unassign", "1");

        assertThat(last.out()).isEqualTo("#1 is for boss-bot\n");
        assertThat(all).containsExactlyInAnyOrder("boss-bot", "reviewer-bot", "dev-bot");
        assertThat(issues.assignees(1)).containsExactly("boss-bot");
    }

    @Test
    void addsRemovesSetsAndClearsLabels() throws IOException {
        issues.fine("triage", "issue", "label", "1", "documentation", "enhancement");
        assertThat(issues.labels(1))
                .containsExactlyInAnyOrder("bug", "documentation", "enhancement");
        issues.fine("triage", "issue", "label", "1", "bug", "enhancement", "--remove");
        assertThat(issues.labels(1)).containsExactly("documentation");
        issues.fine("triage", "issue", "label", "1", "bug", "--set");
        assertThat(issues.labels(1)).containsExactly("bug");
        assertThat(issues.fine("triage", "issue", "label", "1", "--clear").out())
                .isEqualTo("#1 has no labels\n");
        assertThat(issues.labels(1)).isEmpty();

        assertThat(tools.run("triage", "issue", "label", "1").exit()).isEqualTo(2);
        assertThat(tools.run("triage", "issue", "label", "1", "bug", "--clear").exit())
                .isEqualTo(2);
    }

    @Test
    void putsIntoAMilestoneAndTakesOut() throws IOException {
        issues.fine("triage", "issue", "milestone", "1", "--remove");
        boolean without = issues.issue(1).path("milestone").isNull();
        Outcome into = issues.fine("triage", "issue", "milestone", "1", "1.0");

        assertThat(into.out()).isEqualTo("#1 is in milestone 1.0\n");
        assertThat(without).isTrue();
        assertThat(issues.issue(1).path("milestone").path("title").asString()).isEqualTo("1.0");
        assertThat(tools.run("triage", "issue", "milestone", "1").exit()).isEqualTo(2);
    }

    @Test
    void writesRewritesAndDeletesComments() throws IOException {
        String id =
                issues.fine("triage", "issue", "comment", "1", "-b", "First", "--json")
                        .data()
                        .path("id")
                        .asString();
        issues.fine("triage", "issue", "edit-comment", id, "-b", "Second");
        String edited = issues.fine("triage", "issue", "view", "1", "-c").out();
        issues.fine("triage", "issue", "delete-comment", id);

        assertThat(edited).contains("Second").doesNotContain("First");
        assertThat(issues.fine("triage", "issue", "view", "1", "-c").out())
                .doesNotContain("Second");
    }

    @Test
    void letsAnIssueWaitForAnother() throws IOException {
        String first = Long.toString(issues.created("First"));

        issues.fine("triage", "issue", "depend", "1", "#" + first);
        Outcome early = tools.run("triage", "issue", "close", "1", "-c", "Done.");
        var waiting = issues.numbers("read", "issue", "dependencies", "1", "--json");
        var blocking =
                issues.numbers("read", "issue", "dependencies", first, "--blocking", "--json");
        issues.fine("triage", "issue", "undepend", "1", "charles/claude-hooks#" + first);

        assertThat(early.exit()).as(early.error()).isEqualTo(1);
        assertThat(early.error()).contains("open dependencies");
        assertThat(issues.fine("read", "issue", "view", "1", "-c").out())
                .as("it was not done")
                .doesNotContain("Done.");
        assertThat(waiting).containsExactly(Long.parseLong(first));
        assertThat(blocking).containsExactly(1L);
        assertThat(issues.numbers("read", "issue", "dependencies", "1", "--json")).isEmpty();
    }

    @Test
    void waitsForNothingInARepositoryThatIsNotGranted() throws IOException {
        Outcome refused = tools.run("triage", "issue", "depend", "1", "charles/secret-plans#1");

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.error()).contains("charles/secret-plans");
    }
}
