package dev.gatehouse.broker.tool.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.broker.tool.TestingLine;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Organizations, their teams, and packages with names that are hard on paths.
class TeamToolsTest {
    private static final Map<String, Object> WRITERS = Map.of("org", "guild", "team", "writers");

    private final TestingLine line =
            new TestingLine()
                    .answering(
                            "GET orgs/guild/teams",
                            """
                            [{"id": 3, "name": "Owners", "permission": "owner"},
                             {"id": 8, "name": "Writers", "permission": "write",
                              "description": "Who writes", "units": ["repo.code", "repo.wiki"]}]
                            """)
                    .answering(
                            "GET teams/8/members",
                            """
                            [{"login": "dev-bot", "full_name": "Dev Bot", "email": "d@example.org"}]
                            """)
                    .answering(
                            "GET teams/8/repos",
                            "[{\"full_name\": \"guild/lib\", \"private\": true}]");

    @Test
    void listsTeams() throws ToolFailure {
        ToolResult teams = line.run(OrganizationTools.all(), "teams", Map.of("org", "guild"));

        assertThat(teams.data().findValuesAsString("name")).containsExactly("Owners", "Writers");
        assertThat(teams.view().toString()).contains("Who writes");
    }

    @Test
    void findsATeamByItsName() throws ToolFailure {
        ToolResult team = line.run(TeamTools.all(), "view", WRITERS);
        ToolResult members = line.run(TeamTools.all(), "members", WRITERS);
        ToolResult repositories = line.run(TeamTools.all(), "repos", WRITERS);

        assertThat(team.data().path("id").asLong()).isEqualTo(8);
        assertThat(team.view().toString()).contains("guild/Writers", "repo.code, repo.wiki");
        assertThat(members.data().toString()).contains("dev-bot").doesNotContain("@");
        assertThat(repositories.data().findValuesAsString("nameWithOwner"))
                .containsExactly("guild/lib");
        assertThatThrownBy(() ->
                        line.run(
                                TeamTools.all(), "view", Map.of("org", "guild", "team", "readers")))
                .hasMessageContaining("guild has no team 'readers'");
    }

    @Test
    void showsOrganizations() throws ToolFailure {
        line.answering("GET user/orgs", "[{\"username\": \"guild\", \"full_name\": \"The Guild\"}]")
                .answering(
                        "GET orgs/guild", "{\"username\": \"guild\", \"full_name\": \"The Guild\"}")
                .answering("GET orgs/guild/members", "[{\"login\": \"charles\"}]");

        assertThat(login(line.run(OrganizationTools.all(), "list", Map.of())))
                .containsExactly("guild");
        assertThat(
                        line.run(OrganizationTools.all(), "view", Map.of("org", "guild"))
                                .view()
                                .toString())
                .contains("guild (The Guild)");
        assertThat(login(line.run(OrganizationTools.all(), "members", Map.of("org", "guild"))))
                .containsExactly("charles");
    }

    private static List<String> login(ToolResult result) {
        return result.data().findValuesAsString("login");
    }

    @Test
    void showsPackagesAndTheirFiles() throws ToolFailure {
        Map<String, Object> one =
                Map.of("owner", "guild", "type", "npm", "name", "@guild/lib", "version", "1.0");
        String document =
                """
                {"type": "npm", "name": "@guild/lib", "version": "1.0", "owner": {"login": "guild"},
                 "html_url": "https://forge.example.org/guild/-/packages/npm/lib/1.0"}
                """;
        line.answering("GET packages/guild", "[" + document + "]")
                .answering("GET packages/guild/npm/%40guild%2Flib/1.0", document)
                .answering(
                        "GET packages/guild/npm/%40guild%2Flib/1.0/files",
                        "[{\"name\": \"lib.tgz\", \"Size\": 12, \"sha256\": \"ab\"}]");

        ToolResult listed =
                line.run(PackageTools.all(), "list", Map.of("owner", "guild", "type", "npm"));
        ToolResult shown = line.run(PackageTools.all(), "view", one);
        ToolResult files = line.run(PackageTools.all(), "files", one);

        assertThat(listed.data().findValuesAsString("name")).containsExactly("@guild/lib");
        assertThat(line.asked().getFirst()).contains("type=npm");
        assertThat(shown.page()).contains("https://forge.example.org/guild/-/packages/npm/lib/1.0");
        assertThat(files.data().get(0).path("size").asLong()).isEqualTo(12);
    }
}
