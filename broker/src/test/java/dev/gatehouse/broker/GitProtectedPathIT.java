package dev.gatehouse.broker;

import static dev.gatehouse.broker.Workplace.HOOKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.TestingForge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `paths: { deny: [".forgejo/**"] }`: no push of the agent's changes what lies there, by whatever
/// history it comes, and no REST call does. With `FORGEJO_BIN`, before a real Forgejo. The tests
/// share one forge, so each pushes to branches of its own.
@Timeout(240)
class GitProtectedPathIT {
    private static final String WORKFLOW = ".forgejo/workflows/ci.yaml";
    private static final String REFUSED = "(not granted: protected path ";

    private static TestingForge forge;

    @TempDir static Path directory;

    private Workplace work;
    private GitWorker dev;
    private String clone;

    @BeforeAll
    static void startForge() throws IOException {
        forge = TestingForge.start(directory.resolve("forge"));
    }

    @AfterAll
    static void stopForge() throws IOException {
        forge.close();
    }

    @BeforeEach
    void start() throws IOException {
        work = open(Workplace.GRANTS);
        dev = work.dev();
        clone = dev.clone(HOOKS);
    }

    @AfterEach
    void stop() throws IOException {
        work.close();
    }

    @Test
    void refusesAWorkflowThatALaterCommitTakesBack() throws Exception {
        dev.commit(clone, ".forgejo/workflows/evil.yaml", "on: push\n");
        Files.delete(dev.home().resolve(clone + "/.forgejo/workflows/evil.yaml"));
        dev.commit(clone, "innocent.txt", "x\n");

        GitWorker.Ended push = dev.git(clone, "push", "origin", "HEAD:refs/heads/dev/evil");

        assertThat(push.output())
                .contains(REFUSED + ".forgejo/workflows/evil.yaml)")
                .contains("take the change out of every commit you push");
        assertThat(refs()).doesNotContainKey("refs/heads/dev/evil");
        assertThat(work.quarantined()).as("nothing is left over").isEmpty();
    }

    @Test
    void refusesToDeleteAWorkflow() throws IOException {
        Files.delete(dev.home().resolve(clone + "/" + WORKFLOW));
        dev.commit(clone, "innocent.txt", "x\n");

        assertThat(dev.git(clone, "push", "origin", "HEAD:refs/heads/dev/deleted").output())
                .contains(REFUSED + WORKFLOW + ")");
        assertThat(refs()).doesNotContainKey("refs/heads/dev/deleted");
    }

    @Test
    void refusesALinkInPlaceOfTheFolder() throws IOException {
        dev.commit(clone, "elsewhere/workflows/evil.yaml", "on: push\n");
        dev.done(clone, "rm", "-r", "--quiet", ".forgejo");
        Files.createSymbolicLink(dev.home().resolve(clone + "/.forgejo"), Path.of("elsewhere"));
        dev.commit(clone, "innocent.txt", "x\n");

        assertThat(dev.git(clone, "push", "origin", "HEAD:refs/heads/dev/linked").output())
                .contains(REFUSED);
        assertThat(refs()).doesNotContainKey("refs/heads/dev/linked");
    }

    @Test
    void takesAWorkflowAlongThatAnotherBranchOfTheForgeHas() throws IOException {
        dev.done(clone, "switch", "--quiet", "--create", "dev/topic");
        dev.commit(clone, "topic.txt", "x\n");
        operatorChangesTheWorkflow("dev/trunk");
        dev.done(clone, "fetch", "--quiet");
        dev.done(clone, "merge", "--quiet", "-m", "Merge the trunk", "origin/dev/trunk");
        String merge = dev.head(clone);

        dev.done(clone, "push", "--quiet", "origin", "dev/topic");

        assertThat(refs()).containsEntry("refs/heads/dev/topic", merge);
    }

    @Test
    void refusesAMergeThatBringsAWorkflowOfNeitherSide() throws IOException {
        dev.done(clone, "switch", "--quiet", "--create", "dev/merged");
        dev.commit(clone, "topic.txt", "x\n");
        operatorChangesTheWorkflow("dev/other-trunk");
        dev.done(clone, "fetch", "--quiet");
        dev.done(clone, "merge", "--quiet", "--no-commit", "--no-ff", "origin/dev/other-trunk");
        dev.commit(clone, WORKFLOW, "on: push # evil\n");

        assertThat(dev.git(clone, "push", "origin", "dev/merged").output())
                .contains(REFUSED + WORKFLOW + ")");
        assertThat(refs()).doesNotContainKey("refs/heads/dev/merged");
    }

    @Test
    void refusesAWorkflowThatOnlyAPullRequestHas() throws IOException {
        try (Workplace operator = open(operatorSettings())) {
            GitWorker other = operator.dev();
            other.clone(HOOKS);
            other.commit(clone, WORKFLOW, "on: push # proposed\n");
            other.done(clone, "push", "--quiet", "origin", "HEAD:refs/for/main/proposed");
            String proposed = other.head(clone);

            dev.done(clone, "fetch", "--quiet", "origin", proposed);
            dev.done(clone, "merge", "--quiet", "FETCH_HEAD");
        }

        assertThat(dev.git(clone, "push", "origin", "HEAD:refs/heads/dev/adopted").output())
                .contains(REFUSED + WORKFLOW + ")");
        assertThat(refs()).doesNotContainKey("refs/heads/dev/adopted");
    }

    @Test
    void refusesTheSameByRest() throws IOException {
        dev.done(clone, "push", "--quiet", "origin", "HEAD:refs/heads/dev/rest");
        String contents = "/api/v1/repos/" + HOOKS + "/contents/";
        String file = "{\"content\":\"eA==\",\"branch\":\"dev/rest\",\"message\":\"Write\"}";

        AgentClient.Reply evil =
                work.client().json("POST", contents + ".forgejo/workflows/evil.yaml", file);
        AgentClient.Reply fine = work.client().json("POST", contents + "fine.txt", file);

        assertThat(evil.status()).as(evil.body()).isEqualTo(403);
        assertThat(evil.body()).contains("protected");
        assertThat(fine.status()).as(fine.body()).isEqualTo(201);
    }

    /// Whoever may change the workflow does, on a branch of the forge.
    private static void operatorChangesTheWorkflow(String branch) throws IOException {
        try (Workplace operator = open(operatorSettings())) {
            operator.dev().clone(HOOKS);
            operator.dev().commit("claude-hooks", WORKFLOW, "on: pull_request\n");
            operator.dev()
                    .done("claude-hooks", "push", "--quiet", "origin", "HEAD:refs/heads/" + branch);
        }
    }

    private static String operatorSettings() {
        return Workplace.GRANTS.replaceFirst("paths: .*", "");
    }

    private static Workplace open(String settings) throws IOException {
        return Workplace.open(directory, forge.url(), forge.token("dev-bot"), settings);
    }

    private static Map<String, String> refs() throws IOException {
        return forge.refs("charles", "claude-hooks");
    }
}
