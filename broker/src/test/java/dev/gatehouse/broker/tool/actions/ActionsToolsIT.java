package dev.gatehouse.broker.tool.actions;

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

/// Runs of workflows, and variables, on a forge.
@Timeout(60)
class ActionsToolsIT {
    @TempDir Path directory;

    private TestingTools tools;

    @BeforeEach
    void start() throws IOException {
        tools =
                TestingTools.start(
                        directory,
                        """
                          allow:
                            - DispatchWorkflow
                            - getRepoVariable
                            - getRepoVariablesList
                            - createRepoVariable
                            - updateRepoVariable
                            - deleteRepoVariable
                          accept-risk: [ci-exec]
                        """);
    }

    @AfterEach
    void stop() throws IOException {
        tools.close();
    }

    @Test
    void startsARunAndFollowsIt() throws IOException {
        Outcome started =
                tools.fine(
                        "contribute",
                        "actions",
                        "dispatch",
                        "ci.yaml",
                        "--ref",
                        "dev/time-limit",
                        "--json");
        String run = started.data().path("number").asString();
        JsonNode listed =
                tools.fine("read", "actions", "runs", "--workflow", "ci.yaml", "--json").data();
        JsonNode jobs = tools.fine("read", "actions", "jobs", run, "--json").data();

        assertThat(listed.findValuesAsString("number")).containsExactly(run);
        assertThat(listed.get(0).path("event").asString()).isEqualTo("workflow_dispatch");
        assertThat(jobs.findValuesAsString("name")).containsExactly("check");
        assertThat(tools.fine("read", "actions", "view", run).out())
                .startsWith("run " + run + ": ")
                .contains("ci.yaml", "check");
        tools.fine("maintain", "actions", "cancel", run);
    }

    @Test
    void showsWhatAJobWrote() throws IOException {
        Outcome started = tools.fine("contribute", "actions", "dispatch", "ci.yaml", "--json");
        String run = started.data().path("number").asString();
        Outcome log = tools.run("read", "actions", "logs", run, "--job", "check");

        if (tools.forge().isReal()) {
            assertThat(log.exit()).as("nothing runs there, so nothing was written").isEqualTo(1);
        } else {
            assertThat(log.exit()).as(log.error()).isZero();
            assertThat(log.out()).startsWith("check: ").contains("done");
        }
        assertThat(tools.run("read", "actions", "logs", run, "--job", "none").error())
                .contains("no such job");
    }

    @Test
    void saysWhatIsNotThere() throws IOException {
        Outcome run = tools.run("read", "actions", "view", "4711");
        Outcome workflow = tools.run("contribute", "actions", "dispatch", "none.yaml");
        Outcome input = tools.run("contribute", "actions", "dispatch", "ci.yaml", "-f", "name");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.error()).contains("there is no run 4711");
        assertThat(workflow.exit()).isEqualTo(1);
        assertThat(input.exit()).isEqualTo(2);
        assertThat(input.error()).contains("NAME=VALUE");
    }

    /// Forgejo shows them to those who own the repository, and no agent here does.
    @Test
    void passesOnThatVariablesAreTheOwners() throws IOException {
        for (String[] words :
                List.of(
                        new String[] {"actions", "variables"},
                        new String[] {"actions", "set-variable", "LIMIT", "-b", "30"},
                        new String[] {"actions", "delete-variable", "LIMIT"})) {
            Outcome outcome = tools.run("maintain", words);

            assertThat(outcome.exit()).isEqualTo(1);
            assertThat(outcome.error()).contains("the forge said no (403)", "owner");
        }
    }
}
