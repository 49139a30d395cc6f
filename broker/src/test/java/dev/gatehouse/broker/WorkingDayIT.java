package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.TestingWorkers.Ended;
import dev.gatehouse.broker.worker.RequiresDocker;
import dev.gatehouse.demoforge.DemoForge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the agents are there for: an issue becomes a merged pull request, each agent in its own
/// container, with nothing but `forge` and `git`. Where `gatehouse.transcript` names a file, what
/// was typed and printed is written there: docs/agent.md shows it.
@RequiresDocker
@Timeout(240)
class WorkingDayIT {
    private static final String REPOSITORY = "charles/claude-hooks";

    @TempDir Path directory;

    private final Map<String, AgentContainer> containers = new HashMap<>();
    private final StringBuilder transcript = new StringBuilder();
    private DemoForge forge;
    private TestingBroker broker;

    @BeforeEach
    void start() throws Exception {
        forge = DemoForge.start(directory.toRealPath().resolve("forge"));
        broker =
                agent(
                                agent(
                                        agent(
                                                TestingBroker.of(
                                                        directory.toRealPath(), forge.url()),
                                                "dev",
                                                "contribute",
                                                "dev/**"),
                                        "reviewer",
                                        "review",
                                        "none/**"),
                                "boss",
                                "maintain",
                                "**")
                        .start();
        for (String agent : List.of("dev", "reviewer", "boss")) {
            raise(agent);
        }
    }

    private TestingBroker.Builder agent(
            TestingBroker.Builder builder, String name, String role, String branches)
            throws IOException {
        return builder.agent(
                name,
                name + "-bot",
                forge.token(name + "-bot"),
                AgentContainer.UID,
                """
                grants:
                  - repositories: [%s]
                    roles: [%s]
                    push: { branches: ["%s"], create: true, delete: true }
                """
                        .formatted(REPOSITORY, role, branches));
    }

    private void raise(String agent) throws Exception {
        containers.put(
                agent,
                AgentContainer.start(
                        "gatehouse-day-" + agent, broker.socket(agent), agent, forge.url()));
    }

    @AfterEach
    void stop() throws Exception {
        for (AgentContainer container : containers.values()) {
            container.close();
        }
        broker.close();
        forge.close();
        String file = System.getProperty("gatehouse.transcript", "");
        if (!file.isEmpty()) {
            Files.writeString(Path.of(file), transcript);
        }
    }

    @Test
    void anIssueBecomesAMergedPullRequest() throws Exception {
        assertThat(type("dev", "forge help --agent")).contains("dev-bot", "never by force");
        assertThat(type("dev", "forge issue list -R " + REPOSITORY + " --sort oldest -L 1"))
                .contains("#1");
        type("dev", "forge issue view 1 -R " + REPOSITORY);
        type("dev", "forge repo clone " + REPOSITORY + " && cd claude-hooks");
        type("dev", "cd claude-hooks && git switch -c dev/slow-hooks");
        type(
                "dev",
                "cd claude-hooks && echo 'A hook has 60 s.' > LIMITS.md && git add LIMITS.md"
                        + " && git commit -qm 'Say how long a hook may take'");
        type("dev", "cd claude-hooks && git push -u origin dev/slow-hooks");
        assertThat(
                        type(
                                "dev",
                                "cd claude-hooks && forge pr create -t 'Say how long a hook may take'"
                                        + " -b 'Closes #1'"))
                .contains("/pulls/");
        String number =
                type("dev", "cd claude-hooks && forge pr view --json number").replaceAll("\\D", "");

        type("reviewer", "forge pr list -R " + REPOSITORY);
        type("reviewer", "forge pr diff " + number + " -R " + REPOSITORY);
        type(
                "reviewer",
                "forge pr review "
                        + number
                        + " -R "
                        + REPOSITORY
                        + " --request-changes -b 'Which setting?' --line"
                        + " 'LIMITS.md:1=Name the setting.'");

        assertThat(type("dev", "cd claude-hooks && forge pr reviews"))
                .contains("Name the setting.");
        type(
                "dev",
                "cd claude-hooks && echo 'The setting is time_limit_seconds.' >> LIMITS.md"
                        + " && git commit -qam 'Name the setting' && git push");
        type("dev", "cd claude-hooks && forge pr comment -b 'Named.'");
        type("dev", "cd claude-hooks && forge pr checks");
        type("dev", "cd claude-hooks && forge pr status");
        assertThat(typeRefused("dev", "cd claude-hooks && forge pr merge --squash"))
                .contains("not-granted", "roles: [maintain]");

        type(
                "reviewer",
                "forge pr review " + number + " -R " + REPOSITORY + " --approve -b 'Good.'");

        type("boss", "forge pr edit " + number + " -R " + REPOSITORY + " --add-label bug");
        type("boss", "forge issue assign 1 dev-bot -R " + REPOSITORY);
        type(
                "boss",
                "forge pr merge " + number + " -R " + REPOSITORY + " --squash --delete-branch");
        assertThat(type("boss", "forge pr view " + number + " -R " + REPOSITORY))
                .contains("merged");
        assertThat(type("dev", "forge issue view 1 -R " + REPOSITORY + " --json state"))
                .as("the pull request closes it")
                .contains("closed");
        assertThat(broker.audit()).contains("repoMergePullRequest", "git-receive-pack");
    }

    /// Runs a line of shell as an agent, in its home, and takes it down.
    private String type(String agent, String line) throws Exception {
        Ended ended = run(agent, line);
        assertThat(ended.status()).as(agent + "$ " + line + "\n" + ended.output()).isZero();
        return ended.output();
    }

    private String typeRefused(String agent, String line) throws Exception {
        Ended ended = run(agent, line);
        assertThat(ended.status()).as(ended.output()).isEqualTo(3);
        return ended.output();
    }

    private Ended run(String agent, String line) throws Exception {
        Ended ended = Objects.requireNonNull(containers.get(agent)).run(line);
        transcript
                .append(agent)
                .append("$ ")
                .append(line.replace("cd claude-hooks && ", ""))
                .append('\n')
                .append(ended.output());
        if (ended.status() != 0) {
            transcript.append("[exit status ").append(ended.status()).append("]\n");
        }
        transcript.append('\n');
        return ended;
    }
}
