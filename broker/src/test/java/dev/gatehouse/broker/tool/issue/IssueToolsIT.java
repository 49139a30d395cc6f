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

/// Finding, reading and opening issues.
@Timeout(60)
class IssueToolsIT {
    @TempDir Path directory;

    private TestingTools tools;
    private TestingIssues issues;

    @BeforeEach
    void start() throws IOException {
        tools =
                TestingTools.start(
                        directory,
                        """
                        - repositories: [mallory/playground]
                          roles: [triage]
                        - repositories: [charles/claude-hooks]
                          allow: [issueDelete, issueSearchIssues]
                          accept-risk: [destructive]
                        """);
        issues = new TestingIssues(tools);
    }

    @AfterEach
    void stop() throws IOException {
        tools.close();
    }

    @Test
    void findsIssuesByWhatIsKnownOfThem() throws IOException {
        String[] list = {"issue", "list", "--json", "number", "-s", "all"};

        assertThat(issues.numbers("read", "issue", "list", "--json")).containsExactly(1L);
        assertThat(issues.numbers("read", list)).as("no pull requests").containsExactly(2L, 1L);
        assertThat(issues.numbers("read", and(list, "--sort", "oldest"))).containsExactly(1L, 2L);
        assertThat(issues.numbers("read", and(list, "-s", "closed"))).containsExactly(2L);
        assertThat(issues.numbers("read", and(list, "-l", "bug"))).containsExactly(1L);
        assertThat(issues.numbers("read", and(list, "-l", "documentation"))).isEmpty();
        assertThat(issues.numbers("read", and(list, "-m", "1.0"))).containsExactly(1L);
        assertThat(issues.numbers("read", and(list, "-A", "boss-bot"))).containsExactly(2L);
        assertThat(issues.numbers("read", and(list, "-a", "@me"))).isEmpty();
        assertThat(issues.numbers("read", and(list, "-S", "diffs"))).containsExactly(1L);
        assertThat(issues.numbers("read", "issue", "search", "diffs", "--json"))
                .containsExactly(1L);
    }

    private static String[] and(String[] words, String... more) {
        // Where an option stands twice the later one has to be the only one.
        boolean state = more[0].equals("-s");
        String[] all = new String[(state ? words.length - 2 : words.length) + more.length];
        System.arraycopy(words, 0, all, 0, all.length - more.length);
        System.arraycopy(more, 0, all, all.length - more.length, more.length);
        return all;
    }

    @Test
    void doesNotTakeANameThatIsNotThereForNoCondition() throws IOException {
        Outcome label = tools.run("read", "issue", "list", "-l", "typo");
        Outcome milestone = tools.run("read", "issue", "list", "-m", "2.0");

        assertThat(label.exit()).isEqualTo(2);
        assertThat(label.error())
                .as("the forge would list all issues")
                .contains("no label 'typo'", "'bug'", "'documentation'");
        assertThat(milestone.exit()).isEqualTo(2);
        assertThat(milestone.error()).contains("no milestone '2.0'", "'1.0'");
    }

    @Test
    void saysWhereAListIsCut() throws IOException {
        issues.created("Another");

        Outcome cut = issues.fine("read", "issue", "list", "-L", "1");
        Outcome whole = issues.fine("read", "issue", "list", "-L", "2");

        assertThat(cut.error()).contains("showing 1 of 2");
        assertThat(whole.error()).isEmpty();
    }

    @Test
    void showsAnIssueWithItsComments() throws IOException {
        Outcome shown = issues.fine("read", "issue", "view", "1", "-c");
        JsonNode data = issues.fine("read", "issue", "view", "1", "-c", "--json").data();

        assertThat(shown.out())
                .contains("Hooks time out on large diffs", "A limit of 5 s", "bug", "1.0")
                .contains("dev-bot", "4 MB", "reviewer-bot");
        assertThat(data.path("comments")).hasSize(2);
        assertThat(data.path("milestone").asString()).isEqualTo("1.0");
    }

    @Test
    void opensAnIssueWithAllThatBelongsToIt() throws IOException {
        Outcome opened =
                issues.fine(
                        "triage",
                        "issue",
                        "create",
                        "-t",
                        "Found",
                        "-b",
                        "It *breaks*.",
                        "-l",
                        "bug,Documentation",
                        "-a",
                        "@me",
                        "-m",
                        "1.0",
                        "--due",
                        "2027-01-31",
                        "--json");

        long number = opened.data().path("number").asLong();
        JsonNode issue = issues.issue(number);
        assertThat(opened.error()).isEmpty();
        assertThat(issue.path("body").asString()).isEqualTo("It *breaks*.");
        assertThat(issues.labels(number)).containsExactlyInAnyOrder("bug", "documentation");
        assertThat(issues.assignees(number)).containsExactly("dev-bot");
        assertThat(issue.path("milestone").path("title").asString()).isEqualTo("1.0");
        assertThat(issue.path("due_date").asString()).startsWith("2027-01-31");
        assertThat(opened.data().path("url").asString()).endsWith("/issues/" + number);
    }

    @Test
    void opensNothingWhereANameIsWrong() throws IOException {
        Outcome wrong = tools.run("triage", "issue", "create", "-t", "Found", "-l", "typo");

        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(issues.numbers("read", "issue", "list", "--json")).containsExactly(1L);
    }

    @Test
    void saysWhatTheForgeLeftOut() throws IOException {
        Outcome opened =
                issues.fine(
                        "triage",
                        "issue",
                        "create",
                        "-R",
                        "mallory/playground",
                        "-t",
                        "Found",
                        "-a",
                        "@me");

        assertThat(opened.error())
                .as("a reader may open issues, and that is all")
                .contains("left out assignees", "dev-bot", "mallory/playground");
    }

    @Test
    void showsWhatConcernsTheAgent() throws IOException {
        long mine = issues.created("Mine");
        issues.fine(
                "triage",
                "issue",
                "create",
                "-t",
                "For me",
                "-b",
                "@boss-bot, look",
                "-a",
                "boss-bot");

        JsonNode opened = issues.fine("triage", "issue", "status", "--json").data();
        JsonNode boss = issues.fine("maintain", "issue", "status", "--json").data();

        assertThat(opened.path("opened").path(1).path("number").asLong()).isEqualTo(mine);
        assertThat(opened.path("assigned")).isEmpty();
        assertThat(boss.path("assigned")).hasSize(1);
        assertThat(boss.path("mentioned")).hasSize(1);
    }

    @Test
    void findsIssuesOfAllRepositoriesWhereThatIsAllowed() throws IOException {
        JsonNode found = issues.fine("read", "search", "issues", "collaborator", "--json").data();

        assertThat(found.path(0).path("repository").asString()).isEqualTo("charles/lib-parser");
    }

    @Test
    void saysWhereTheForgeWantsAnAdministrator() throws IOException {
        String number = Long.toString(issues.created("Spam"));

        for (String verb : new String[] {"pin", "unpin", "delete"}) {
            Outcome refused = tools.run("maintain", "issue", verb, number);

            assertThat(refused.exit()).as(verb).isEqualTo(1);
            assertThat(refused.error()).as(verb).contains("the forge said no (403)");
        }
    }
}
