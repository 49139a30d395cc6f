package dev.gatehouse.broker.tool.people;

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
                            - orgListTeamMembers
                            - orgListTeamRepos
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

    @Test
    void showsOrganizationsAndTheirMembers() throws IOException {
        assertThat(fine("org", "list").out()).contains("guild");
        assertThat(fine("org", "view", "guild").out()).startsWith("guild (The Guild)");
        assertThat(fine("org", "members", "guild").out()).contains("charles", "dev-bot");
        assertThat(fine("org", "teams", "guild").out()).contains("Owners", "writers", "readers");
        assertThat(tools.run("read", "org", "view", "nobody").exit()).isEqualTo(1);
    }

    @Test
    void showsATeamByItsName() throws IOException {
        assertThat(fine("team", "view", "guild", "Readers").out())
                .startsWith("guild/readers")
                .contains("They read");
        assertThat(fine("team", "members", "guild", "readers").out()).contains("dev-bot");
        assertThat(fine("team", "repos", "guild", "readers").out())
                .isEqualTo("no repositories match\n");
        assertThat(tools.run("read", "team", "view", "guild", "painters").error())
                .contains("guild has no team 'painters'");
    }

    @Test
    void showsPackagesAndTheirFiles() throws IOException {
        String[] handbook = {"package", "", "guild", "generic", "handbook", "1.0.0"};

        assertThat(fine("package", "list", "guild").out()).contains("handbook", "1.0.0");
        assertThat(fine("package", "list", "guild", "--type", "npm").out())
                .isEqualTo("no packages match\n");
        handbook[1] = "view";
        assertThat(fine(handbook).out()).startsWith("handbook 1.0.0").contains("guild/handbook");
        handbook[1] = "files";
        assertThat(fine(handbook).out()).contains("10");
    }

    private Outcome fine(String... words) throws IOException {
        return tools.fine("read", words);
    }
}
