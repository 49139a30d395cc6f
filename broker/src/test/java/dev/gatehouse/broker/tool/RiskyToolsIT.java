package dev.gatehouse.broker.tool;

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

/// Tools that no role includes: an operator gives them one by one, and accepts their risk.
@Timeout(60)
class RiskyToolsIT {
    private static final String GRANTS =
            """
            - repositories: [charles/claude-hooks, "boss-bot/*"]
              roles: [maintain]
              allow: [createFork, createCurrentUserRepo, issueDelete]
              accept-risk: [exfiltration, visibility, destructive]
            """;

    @TempDir Path directory;

    private TestingTools tools;

    @BeforeEach
    void start() throws IOException {
        tools = TestingTools.start(directory, GRANTS);
    }

    @AfterEach
    void stop() throws IOException {
        tools.close();
    }

    @Test
    void forksARepository() throws IOException {
        Outcome forked = tools.fine("maintain", "repo", "fork", "--fork-name", "copy");

        assertThat(forked.out()).startsWith("forked charles/claude-hooks: boss-bot/copy, ");
        assertThat(tools.fine("maintain", "repo", "view", "-R", "boss-bot/copy", "--json").data())
                .as("it can be used at once")
                .isNotEmpty();
    }

    @Test
    void makesARepository() throws IOException {
        Outcome made = tools.fine("maintain", "repo", "create", "notes", "-d", "What we know");

        assertThat(made.out()).startsWith("made: boss-bot/notes, ");
        assertThat(
                        tools.fine("maintain", "repo", "view", "-R", "boss-bot/notes", "--json")
                                .data()
                                .path("visibility")
                                .asString())
                .as("unless --public says otherwise")
                .isEqualTo("private");
    }

    @Test
    void deletesAnIssueForThoseWhoOwnTheRepository() throws IOException {
        String number = issueOfItsOwn();
        tools.fine("maintain", "issue", "delete", number, "-R", "boss-bot/notes");

        assertThat(tools.run("maintain", "issue", "view", number, "-R", "boss-bot/notes").error())
                .contains("not found");
        assertThat(tools.run("maintain", "issue", "delete", "1").error())
                .as("the forge has rules of its own")
                .contains("the forge said no (403)");
    }

    @Test
    void pinsAnIssueAndUnpinsIt() throws IOException {
        String number = issueOfItsOwn();

        for (String verb : new String[] {"pin", "unpin"}) {
            assertThat(tools.fine("maintain", "issue", verb, number, "-R", "boss-bot/notes").out())
                    .contains(verb + "ned #" + number);
        }
    }

    @Test
    void listsArtifactsOfRuns() throws IOException {
        assertThat(tools.fine("read", "actions", "artifacts").out()).isEqualTo("no artifacts\n");
    }

    private String issueOfItsOwn() throws IOException {
        tools.fine("maintain", "repo", "create", "notes", "--add-readme");
        return tools.fine(
                        "maintain",
                        "issue",
                        "create",
                        "-R",
                        "boss-bot/notes",
                        "-t",
                        "Wrong",
                        "--json")
                .data()
                .path("number")
                .asString();
    }
}
