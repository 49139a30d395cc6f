package dev.gatehouse.broker.tool.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.TestingTools;
import dev.gatehouse.broker.TestingTools.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Labels, milestones and times.
@Timeout(60)
class PlanningToolsIT {
    @TempDir Path directory;

    private TestingTools tools;

    @BeforeEach
    void start() throws IOException {
        tools =
                TestingTools.start(
                        directory,
                        """
                        - repositories: [charles/claude-hooks]
                          allow:
                            - issueDeleteLabel
                            - issueDeleteMilestone
                            - issueDeleteTime
                            - issueResetTime
                          accept-risk: [destructive]
                        """);
    }

    @AfterEach
    void stop() throws IOException {
        tools.close();
    }

    private JsonNode data(String agent, String... words) throws IOException {
        return tools.fine(agent, words).data();
    }

    private static List<String> each(JsonNode list, String member) {
        return list.valueStream().map(one -> one.path(member).asString()).toList();
    }

    @Test
    void addsChangesAndDeletesLabels() throws IOException {
        tools.fine("maintain", "label", "create", "help wanted", "-c", "#00ff00", "-d", "Come in");
        JsonNode first = data("read", "label", "list", "--json");
        tools.fine("maintain", "label", "edit", "Help wanted", "-n", "welcome", "-d", "Do come in");
        JsonNode second = data("read", "label", "list", "--json");
        tools.fine("maintain", "label", "delete", "welcome");

        assertThat(each(first, "name"))
                .containsExactlyInAnyOrder("bug", "documentation", "enhancement", "help wanted");
        assertThat(each(first, "color")).contains("00ff00");
        assertThat(each(second, "name")).contains("welcome").doesNotContain("help wanted");
        assertThat(each(second, "color")).as("not named, not changed").contains("00ff00");
        assertThat(each(second, "description")).contains("Do come in");
        assertThat(each(data("read", "label", "list", "--json"), "name")).doesNotContain("welcome");
    }

    @Test
    void givesALabelAColorWhereNoneIsNamed() throws IOException {
        assertThat(data("maintain", "label", "create", "later", "--json").path("color").asString())
                .isEqualTo("ededed");
    }

    @Test
    void changesALabelOnlyWhereSomethingIsNamed() throws IOException {
        assertThat(tools.run("maintain", "label", "edit", "bug").exit()).isEqualTo(2);
        assertThat(tools.run("maintain", "label", "edit", "bog", "-n", "bag").error())
                .contains("no label 'bog'", "'bug'");
    }

    @Test
    void addsChangesClosesAndDeletesMilestones() throws IOException {
        tools.fine(
                "maintain", "milestone", "create", "2.0", "-d", "The next", "--due", "2027-01-31");
        JsonNode created = data("read", "milestone", "view", "2.0", "--json");
        tools.fine("maintain", "milestone", "edit", "2.0", "-t", "2.1");
        JsonNode edited = data("read", "milestone", "view", "2.1", "--json");
        tools.fine("maintain", "milestone", "close", "2.1");
        JsonNode open = data("read", "milestone", "list", "--json");
        JsonNode closed = data("read", "milestone", "list", "-s", "closed", "--json");
        tools.fine("maintain", "milestone", "reopen", "2.1");
        JsonNode reopened = data("read", "milestone", "list", "--json");
        tools.fine("maintain", "milestone", "delete", "2.1");

        assertThat(created.path("description").asString()).isEqualTo("The next");
        assertThat(created.path("dueAt").asString()).startsWith("2027-01-31");
        assertThat(edited.path("description").asString())
                .as("not named, not changed")
                .isEqualTo("The next");
        assertThat(each(open, "title")).containsExactly("1.0");
        assertThat(each(closed, "title")).containsExactly("2.1");
        assertThat(each(reopened, "title")).containsExactlyInAnyOrder("1.0", "2.1");
        assertThat(tools.run("read", "milestone", "view", "2.1").exit()).isEqualTo(2);
    }

    @Test
    void showsHowFarAMilestoneIs() throws IOException {
        assertThat(tools.fine("read", "milestone", "view", "1.0").out())
                .contains("1.0", "The first release", "open issues");
        assertThat(data("read", "milestone", "view", "1.0", "--json").path("openIssues").asLong())
                .isEqualTo(1);
    }

    @Test
    void writesDownListsAndDeletesTime() throws IOException {
        tools.fine("triage", "time", "add", "1", "1h30m");
        String id = data("triage", "time", "add", "1", "20m", "--json").path("id").asString();
        Outcome ofIssue = tools.fine("read", "time", "list", "1");
        JsonNode all = data("read", "time", "list", "--json");
        tools.fine("triage", "time", "delete", "1", id);
        JsonNode fewer = data("read", "time", "list", "-u", "@me", "--json");
        tools.fine("triage", "time", "reset", "1");

        assertThat(ofIssue.out()).contains("1h 30m", "20m", "in all 1h 50m", "dev-bot");
        assertThat(each(all, "seconds")).containsExactlyInAnyOrder("5400", "1200");
        assertThat(each(all, "number")).containsOnly("1");
        assertThat(each(fewer, "seconds")).containsExactly("5400");
        assertThat(data("read", "time", "list", "1", "--json")).isEmpty();
        assertThat(tools.run("triage", "time", "add", "1", "90").exit()).isEqualTo(2);
    }

    @Test
    void runsTheStopwatch() throws IOException {
        tools.fine("triage", "time", "start", "1");
        Outcome twice = tools.run("triage", "time", "start", "1");
        tools.fine("triage", "time", "stop", "1");
        tools.fine("triage", "time", "start", "1");
        tools.fine("triage", "time", "cancel", "1");
        Outcome none = tools.run("triage", "time", "stop", "1");

        assertThat(twice.exit()).isEqualTo(1);
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.error()).contains("the forge said no");
    }
}
