package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.TestingForge;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Calls of an agent through a real broker to a forge; to a real Forgejo where `FORGEJO_BIN` names
/// one.
@Timeout(60)
class BridgeIT {
    private static final String HOOKS = "/api/v1/repos/charles/claude-hooks";

    @TempDir Path directory;

    private TestingForge forge;
    private TestingBroker broker;

    @BeforeEach
    void start() throws IOException {
        forge = TestingForge.start(directory.resolve("forge"));
        broker =
                TestingBroker.of(directory, forge.url())
                        .agent(
                                "dev",
                                "dev-bot",
                                forge.token("dev-bot"),
                                """
                                grants:
                                  - repositories: [charles/claude-hooks, "charles/lib-*"]
                                    roles: [contribute]
                                    push: { branches: ["dev/**"], create: true }
                                """)
                        .start();
    }

    @AfterEach
    void stop() throws IOException {
        broker.close();
        forge.close();
    }

    @Test
    void opensAPullRequestFromABranchItCommittedTo() throws IOException {
        AgentClient dev = broker.client("dev");

        AgentClient.Reply commit =
                dev.json(
                        "POST",
                        HOOKS + "/contents/made.txt",
                        """
                        {"content": "bWFkZQo=", "message": "Add", "branch": "main", "new_branch": "dev/made"}\
                        """);
        AgentClient.Reply pull =
                dev.json(
                        "POST",
                        HOOKS + "/pulls",
                        "{\"title\": \"Add\", \"head\": \"dev/made\", \"base\": \"main\"}");

        assertThat(commit.status()).as("the commit: %s", commit.body()).isEqualTo(201);
        assertThat(pull.status()).as("the pull request: %s", pull.body()).isEqualTo(201);
        assertThat(broker.audit())
                .as("what was written")
                .contains("\"refs\":[{\"ref\":\"refs/heads/dev/made\"")
                .doesNotContain("refs/heads/main");
    }
}
