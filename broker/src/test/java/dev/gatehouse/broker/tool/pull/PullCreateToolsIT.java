package dev.gatehouse.broker.tool.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.TestingTools;
import dev.gatehouse.broker.TestingTools.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Opening pull requests on a forge.
@Timeout(60)
class PullCreateToolsIT {
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
    void opensOneFromTheBranchThatIsCheckedOut() throws IOException {
        new TestingWork(tools).pushBranch("contribute");
        Outcome opened =
                tools.run(
                        "contribute",
                        Map.of("-", "Closes #1.\n"),
                        "pr",
                        "create",
                        "-t",
                        "Notes",
                        "-F",
                        "-",
                        "-d",
                        "-l",
                        "bug",
                        "-a",
                        "@me",
                        "-m",
                        "1.0",
                        "--json");

        assertThat(opened.exit()).as(opened.error()).isZero();
        JsonNode pull = opened.data();
        assertThat(pull.path("title").asString()).isEqualTo("WIP: Notes");
        assertThat(pull.path("isDraft").asBoolean()).isTrue();
        assertThat(pull.path("body").asString()).startsWith("Closes #1.");
        assertThat(pull.path("headRefName").asString()).isEqualTo("dev/made");
        assertThat(pull.path("baseRefName").asString()).isEqualTo("main");
        assertThat(pull.path("labels").toString()).isEqualTo("[\"bug\"]");
        assertThat(pull.path("assignees").toString()).isEqualTo("[\"dev-bot\"]");
        assertThat(pull.path("milestone").asString()).isEqualTo("1.0");
    }

    @Test
    void takesTitleAndBodyFromTheCommit() throws IOException {
        new TestingWork(tools).pushBranch("contribute");
        Outcome opened = tools.run("contribute", "pr", "create", "--fill", "--json", "title,body");

        assertThat(opened.exit()).as(opened.error()).isZero();
        assertThat(opened.data().path("title").asString()).isEqualTo(TestingWork.SUBJECT);
        assertThat(opened.data().path("body").asString()).isEqualTo(TestingWork.REST);
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Outcome unpushed = tools.run("contribute", "pr", "create", "-t", "Notes");
        Outcome base = tools.run("contribute", "pr", "create", "-t", "Notes", "-H", "main");
        new TestingWork(tools).pushBranch("contribute");
        Outcome untitled = tools.run("contribute", "pr", "create");

        assertThat(unpushed.exit()).isEqualTo(2);
        assertThat(unpushed.error()).contains("git push -u origin dev/made");
        assertThat(base.error()).contains("'main' is the base itself");
        assertThat(untitled.error()).contains("give --title, or --fill");
    }

    @Test
    void passesOnThatThereIsOneAlready() throws IOException {
        new TestingWork(tools).openPull("contribute");
        Outcome again = tools.run("contribute", "pr", "create", "-t", "Again");

        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.error()).contains("409", "already exists");
    }

    @Test
    void saysThatItIsOpenWhereReviewersCannotBeAsked() throws IOException {
        new TestingWork(tools).pushBranch("contribute");
        Outcome opened =
                tools.run("contribute", "pr", "create", "-t", "Notes", "-r", "reviewer-bot");

        assertThat(opened.exit()).as("a contributor may not ask").isEqualTo(3);
        assertThat(opened.error()).contains("is open (http", "repoCreatePullReviewRequests");
    }

    @Test
    void asksReviewersWhereItMay() throws IOException {
        new TestingWork(tools).pushBranch("maintain");
        Outcome opened =
                tools.run(
                        "maintain", "pr", "create", "-t", "Notes", "-r", "reviewer-bot", "--json");

        assertThat(opened.exit()).as(opened.error()).isZero();
        assertThat(opened.data().path("reviewRequests").toString()).isEqualTo("[\"reviewer-bot\"]");
    }

    @Test
    void leavesAPushForReviewToGit() throws IOException {
        Outcome pushed =
                tools.run(
                        "contribute",
                        "pr",
                        "create",
                        "--agit",
                        "-d",
                        "-t",
                        "Notes",
                        "-b",
                        "One.\nTwo.");
        Outcome labelled = tools.run("contribute", "pr", "create", "--agit", "-l", "bug");

        assertThat(pushed.exit()).as(pushed.error()).isZero();
        assertThat(pushed.steps()).hasSize(1);
        assertThat(pushed.steps().getFirst().path("git").toString())
                .startsWith("[\"push\",\"http")
                .contains(
                        "/charles/claude-hooks.git\",\"HEAD:refs/for/main\"",
                        "\"topic=dev/made\"",
                        "\"title=WIP: Notes\"",
                        "\"description={base64}T25lLgpUd28u\"");
        assertThat(labelled.exit()).isEqualTo(2);
        assertThat(labelled.error()).contains("--label");
    }
}
