package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Time spent on issues.
interface TimeContract extends ForgeCalls {

    @Test
    default void addsAndRemovesTheTimeSpentOnAnIssue() throws Exception {
        String issue = newIssue("dev-bot", "timed");
        String times = issue + "/times";
        JsonNode first = ask("dev-bot", 200, "POST", times, "{\"time\":90}");
        assertThat(first.get("time").asLong()).isEqualTo(90);
        ask("boss-bot", 200, "POST", times, "{\"time\":30}");
        assertThat(get("reviewer-bot", times)).hasSize(2);
        assertThat(get("reviewer-bot", times + "?user=boss-bot")).hasSize(1);
        assertThat(get("dev-bot", HOOKS + "/times")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(get("dev-bot", "user/times")).isNotEmpty();
        String path = times + "/" + first.get("id").asLong();
        ask("boss-bot", 403, "DELETE", path, "{}");
        ask("dev-bot", 204, "DELETE", path, "{}");
        ask("boss-bot", 204, "DELETE", times, "{}");
        assertThat(get("dev-bot", times)).isEmpty();
        ask("dev-bot", 422, "POST", times, "{}");
    }

    @Test
    default void makesATimeOfAStoppedStopwatch() throws Exception {
        String issue = newIssue("reviewer-bot", "watched");
        String watch = issue + "/stopwatch";
        ask("reviewer-bot", 409, "POST", watch + "/stop", "{}");
        ask("reviewer-bot", 201, "POST", watch + "/start", "{}");
        ask("reviewer-bot", 409, "POST", watch + "/start", "{}");
        assertThat(get("reviewer-bot", "user/stopwatches").at("/0/issue_title").asString())
                .isEqualTo("watched");
        ask("reviewer-bot", 201, "POST", watch + "/stop", "{}");
        assertThat(get("reviewer-bot", "user/stopwatches")).isEmpty();
        ask("reviewer-bot", 201, "POST", watch + "/start", "{}");
        ask("reviewer-bot", 204, "DELETE", watch + "/delete", "{}");
        assertThat(get("reviewer-bot", "user/stopwatches")).isEmpty();
    }
}
