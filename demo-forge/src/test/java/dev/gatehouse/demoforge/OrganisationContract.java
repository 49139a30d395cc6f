package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Organisations, their teams, people and packages, to read.
interface OrganisationContract extends ForgeCalls {
    Set<String> READS = Set.of("read:organization", "read:user", "read:package", "read:repository");

    private JsonNode read(String user, String path) throws Exception {
        return ask(READS, user, 200, "GET", path, "");
    }

    @Test
    default void describesTheOrganisationOneBelongsTo() throws Exception {
        assertThat(read("dev-bot", "orgs/guild").get("full_name").asString())
                .isEqualTo("The Guild");
        assertThat(read("dev-bot", "user/orgs").at("/0/name").asString()).isEqualTo("guild");
        assertThat(read("charles", "users/charles/orgs").at("/0/name").asString())
                .isEqualTo("guild");
        assertThat(read("dev-bot", "users/charles/orgs")).as("memberships are private").isEmpty();
        assertThat(read("reviewer-bot", "orgs/guild/members")).isEmpty();
        assertThat(read("reviewer-bot", "user/orgs")).isEmpty();
        assertThat(read("dev-bot", "orgs/guild/repos").at("/0/full_name").asString())
                .isEqualTo("guild/handbook");
        assertThat(
                        read("dev-bot", "orgs/guild/members")
                                .valueStream()
                                .map(user -> user.get("login").asString()))
                .contains("charles", "dev-bot");
        ask("dev-bot", 403, "GET", "orgs/guild", "");
    }

    @Test
    default void showsTheTeamsToMembersOnly() throws Exception {
        JsonNode teams = read("dev-bot", "orgs/guild/teams");
        JsonNode writers =
                teams.valueStream()
                        .filter(team -> team.get("name").asString().equals("writers"))
                        .findFirst()
                        .orElseThrow();
        assertThat(writers.get("permission").asString()).isEqualTo("write");
        String path = "teams/" + writers.get("id").asLong();
        assertThat(read("mallory", path).get("description").asString()).isEqualTo("They write");
        assertThat(
                        read("mallory", path + "/members")
                                .valueStream()
                                .map(user -> user.get("login").asString()))
                .contains("mallory");
        assertThat(read("mallory", path + "/repos").at("/0/name").asString()).isEqualTo("handbook");
        ask(READS, "reviewer-bot", 403, "GET", "orgs/guild/teams", "");
    }

    @Test
    default void listsThePackagesOfAnOrganisation() throws Exception {
        JsonNode listed = read("dev-bot", "packages/guild");
        assertThat(listed.at("/0/name").asString()).isEqualTo("handbook");
        String path = "packages/guild/generic/handbook/1.0.0";
        assertThat(read("dev-bot", path).get("type").asString()).isEqualTo("generic");
        assertThat(read("dev-bot", path).at("/repository/full_name").asString())
                .isEqualTo("guild/handbook");
        JsonNode file = read("dev-bot", path + "/files").get(0);
        assertThat(file.get("Size").asLong()).isEqualTo(10);
        assertThat(read("dev-bot", "packages/guild?type=npm")).isEmpty();
    }

    @Test
    default void findsPeopleByName() throws Exception {
        assertThat(
                        get("dev-bot", "users/search?q=bot")
                                .get("data")
                                .valueStream()
                                .map(user -> user.get("login").asString()))
                .contains("dev-bot", "boss-bot")
                .doesNotContain("mallory", "guild");
    }
}
