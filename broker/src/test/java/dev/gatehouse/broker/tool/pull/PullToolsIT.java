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

/// Finding, reading, discussing and changing pull requests on a forge.
@Timeout(60)
class PullToolsIT {
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
    void listsPullRequests() throws IOException {
        Outcome table = tools.run("read", "pr", "list");
        Outcome data = tools.run("read", "pr", "list", "--json", "number,headRefName,state");
        Outcome closed = tools.run("read", "pr", "list", "-s", "closed");

        assertThat(table.exit()).as(table.error()).isZero();
        assertThat(table.out()).contains("#3", "dev/time-limit");
        assertThat(data.out())
                .contains("{\"number\":3,\"headRefName\":\"dev/time-limit\",\"state\":\"open\"}");
        assertThat(closed.out()).isEqualTo("no pull requests match\n");
    }

    @Test
    void filtersPullRequests() throws IOException {
        String opened = new TestingWork(tools).openPull("contribute");

        assertThat(numbers("-H", "dev/made")).isEqualTo("[" + opened + "]");
        assertThat(numbers("-H", "dev/nothing")).isEqualTo("[]");
        assertThat(numbers("-B", "main", "-L", "1")).hasSizeLessThan(5);
        assertThat(numbers("-l", "bug")).isEqualTo("[]");
        assertThat(numbers("-A", "charles")).isEqualTo("[]");
        assertThat(numbers("-A", "@me")).contains("3", opened);
    }

    private String numbers(String... filter) throws IOException {
        String[] words = new String[filter.length + 4];
        System.arraycopy(new String[] {"pr", "list", "--json", "number"}, 0, words, 0, 4);
        System.arraycopy(filter, 0, words, 4, filter.length);
        return tools.fine("read", words).data().findValuesAsString("number").toString();
    }

    @Test
    void showsOneWithItsComments() throws IOException {
        Outcome card = tools.run("read", "pr", "view", "3", "--comments");
        Outcome data = tools.run("read", "pr", "view", "3", "--json", "baseRefName,headRefOid,url");
        Outcome page = tools.run("read", "pr", "view", "3", "--web");

        assertThat(card.exit()).as(card.error()).isZero();
        assertThat(card.out())
                .contains(
                        "#3 Read the time limit", "dev/time-limit -> main", "I am looking at it.");
        assertThat(data.data().path("baseRefName").asString()).isEqualTo("main");
        assertThat(data.data().path("headRefOid").asString()).hasSize(40);
        assertThat(page.out()).isEqualTo(data.data().path("url").asString() + "\n");
    }

    @Test
    void findsTheOneOfTheBranchThatIsCheckedOut() throws IOException {
        Outcome before = tools.run("read", "pr", "view");
        String opened = new TestingWork(tools).openPull("contribute");
        Outcome after = tools.run("read", "pr", "view", "--json", "number");

        assertThat(before.exit()).isEqualTo(1);
        assertThat(before.error()).contains("no pull request is from 'dev/made'");
        assertThat(after.data().path("number").asString()).isEqualTo(opened);
    }

    @Test
    void comments() throws IOException {
        Outcome commented = tools.run("triage", "pr", "comment", "3", "-b", "Looks right.");

        assertThat(commented.exit()).as(commented.error()).isZero();
        assertThat(commented.out()).startsWith("commented: http");
        assertThat(tools.run("read", "pr", "view", "3", "-c").out()).contains("Looks right.");
    }

    @Test
    void changesWhatAPullRequestSays() throws IOException {
        Outcome edited =
                tools.run(
                        "contribute",
                        "pr",
                        "edit",
                        "3",
                        "-t",
                        "Read the limit",
                        "--add-label",
                        "bug,documentation",
                        "--add-assignee",
                        "@me",
                        "-m",
                        "1.0");
        Outcome less = tools.run("contribute", "pr", "edit", "3", "--remove-label", "Bug");
        String shown = tools.run("read", "pr", "view", "3").out();
        Outcome out = tools.run("contribute", "pr", "edit", "3", "--remove-milestone");
        Outcome nothing = tools.run("contribute", "pr", "edit", "3");

        assertThat(edited.exit()).as(edited.error()).isZero();
        assertThat(less.exit()).as(less.error()).isZero();
        assertThat(shown)
                .contains("#3 Read the limit", "labels:    documentation\n")
                .contains("assignees: dev-bot\n", "milestone: 1.0\n");
        assertThat(out.exit()).as(out.error()).isZero();
        assertThat(tools.run("read", "pr", "view", "3").out()).doesNotContain("milestone:");
        assertThat(nothing.exit()).isEqualTo(2);
    }

    @Test
    void makesADraftAndEndsIt() throws IOException {
        assertThat(tools.run("contribute", "pr", "ready", "3", "--undo").exit()).isZero();
        assertThat(tools.run("read", "pr", "list").out()).contains("draft", "WIP: Read the time");
        assertThat(tools.run("contribute", "pr", "ready", "3").exit()).isZero();
        assertThat(tools.run("read", "pr", "list").out()).doesNotContain("WIP");
    }

    @Test
    void closesAndReopens() throws IOException {
        Outcome closed = tools.run("triage", "pr", "close", "3", "-c", "Not now.");
        String state = state();
        Outcome opened = tools.run("triage", "pr", "reopen", "3");

        assertThat(closed.exit()).as(closed.error()).isZero();
        assertThat(state).isEqualTo("closed");
        assertThat(opened.exit()).as(opened.error()).isZero();
        assertThat(state()).isEqualTo("open");
        assertThat(tools.run("read", "pr", "view", "3", "-c").out()).contains("Not now.");
    }

    private String state() throws IOException {
        return tools.run("read", "pr", "view", "3", "--json", "state")
                .data()
                .path("state")
                .asString();
    }

    @Test
    void deletesTheBranchOfAClosedOneWhereAsked() throws IOException {
        Outcome closed = tools.run("contribute", "pr", "close", "3", "--delete-branch");

        assertThat(closed.exit()).as(closed.error()).isZero();
        assertThat(tools.forge().refs("charles", "claude-hooks"))
                .doesNotContainKey("refs/heads/dev/time-limit");
    }
}
