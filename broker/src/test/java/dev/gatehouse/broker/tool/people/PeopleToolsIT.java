package dev.gatehouse.broker.tool.people;

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

/// Who there is on a forge, for agents that were allowed to look.
@Timeout(60)
class PeopleToolsIT {
    @TempDir Path directory;

    private TestingTools tools;

    @BeforeEach
    void start() throws IOException {
        tools =
                TestingTools.start(
                        directory,
                        """
                          allow:
                            - userGet
                            - userSearch
                            - orgListCurrentUserOrgs
                            - orgGet
                            - orgListMembers
                            - orgListTeams
                            - listPackages
                            - getPackage
                            - listPackageFiles
                        """);
    }

    @AfterEach
    void stop() throws IOException {
        tools.close();
    }

    @Test
    void showsAndFindsUsers() throws IOException {
        Outcome own = fine("user", "view");
        Outcome other = fine("user", "view", "charles", "--json");
        Outcome found = fine("user", "search", "reviewer");

        assertThat(own.out()).startsWith("dev-bot");
        assertThat(other.data().path("login").asString()).isEqualTo("charles");
        assertThat(other.out()).as("nothing here needs an address").doesNotContain("@");
        assertThat(found.out()).contains("reviewer-bot");
        assertThat(tools.run("read", "user", "view", "nobody").exit()).isEqualTo(1);
    }

    /// The tokens of bots have no scope for them.
    @Test
    void passesOnThatTheTokenDoesNotReachOrganizations() throws IOException {
        for (String[] words :
                List.of(
                        new String[] {"org", "list"},
                        new String[] {"org", "teams", "guild"},
                        new String[] {"team", "view", "guild", "owners"},
                        new String[] {"package", "list", "charles"})) {
            Outcome outcome = tools.run("read", words);

            assertThat(outcome.exit()).as(String.join(" ", words)).isEqualTo(1);
            assertThat(outcome.error()).contains("the forge said no (403)", "scope");
        }
    }

    private Outcome fine(String... words) throws IOException {
        Outcome outcome = tools.run("read", words);
        assertThat(outcome.exit()).as(outcome.error()).isZero();
        return outcome;
    }
}
