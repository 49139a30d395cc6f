package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What checks say of a commit.
interface StatusContract extends ForgeCalls {

    @Test
    default void combinesTheLatestStatusOfEachCheckIntoTheWorst() throws Exception {
        String branch = ForgeContract.fresh();
        ask(
                "dev-bot",
                201,
                "POST",
                HOOKS + "/contents/" + branch,
                "{\"content\":\"b25lCg==\",\"new_branch\":\"%s\"}".formatted(branch));
        String sha = get("dev-bot", HOOKS + "/branches/" + branch).at("/commit/id").asString();
        String statuses = HOOKS + "/statuses/" + sha;
        String combined = HOOKS + "/commits/" + branch + "/status";
        say(statuses, "build", "failure");
        say(statuses, "build", "success");
        say(statuses, "lint", "pending");
        JsonNode both = get("dev-bot", combined);
        assertThat(both.get("state").asString()).isEqualTo("pending");
        assertThat(both.get("sha").asString()).isEqualTo(sha);
        assertThat(both.get("statuses")).as("one for each check").hasSize(2);
        say(statuses, "lint", "success");
        assertThat(get("dev-bot", combined).get("state").asString()).isEqualTo("success");
        assertThat(get("dev-bot", statuses)).hasSize(4);
        assertThat(get("dev-bot", HOOKS + "/commits/" + branch + "/statuses")).hasSize(4);
        ask("mallory", 403, "POST", "repos/charles/lib-parser/statuses/main", "{}");
    }

    private void say(String statuses, String check, String state) throws Exception {
        JsonNode made =
                ask(
                        "dev-bot",
                        201,
                        "POST",
                        statuses,
                        "{\"context\":\"%s\",\"state\":\"%s\",\"description\":\"d\"}"
                                .formatted(check, state));
        assertThat(made.get("status").asString()).isEqualTo(state);
    }
}
