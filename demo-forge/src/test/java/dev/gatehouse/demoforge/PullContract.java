package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Finding pull requests, reviewing them line by line, asking for reviews.
interface PullContract extends ForgeCalls {

    /// A pull request of dev-bot from a new branch with one new file; the path to it.
    default String newPull(String branch) throws Exception {
        ask(
                "dev-bot",
                201,
                "POST",
                HOOKS + "/contents/" + branch + ".txt",
                """
                {"content":"b25lCnR3bwp0aHJlZQo=","message":"Add %1$s","branch":"main",
                 "new_branch":"%1$s"}\
                """
                        .formatted(branch));
        JsonNode pull =
                ask(
                        "dev-bot",
                        201,
                        "POST",
                        HOOKS + "/pulls",
                        "{\"title\":\"%1$s\",\"head\":\"%1$s\",\"base\":\"main\"}"
                                .formatted(branch));
        return HOOKS + "/pulls/" + pull.get("number").asLong();
    }

    @Test
    default void findsPullRequestsByTheirBranches() throws Exception {
        String branch = ForgeContract.fresh();
        String pull = newPull(branch);
        List<String> commits =
                get("dev-bot", pull + "/commits")
                        .valueStream()
                        .map(commit -> commit.at("/commit/message").asString().strip())
                        .toList();
        assertThat(commits).containsExactly("Add " + branch);
        assertThat(get("dev-bot", pull + "/commits").at("/0/files/0/filename").asString())
                .isEqualTo(branch + ".txt");
        assertThat(get("dev-bot", HOOKS + "/pulls/main/" + branch).get("title").asString())
                .isEqualTo(branch);
        ask("dev-bot", 404, "GET", HOOKS + "/pulls/main/no-such-branch", "");
        assertThat(titles(HOOKS + "/pulls?state=open&limit=50&poster=dev-bot")).contains(branch);
        assertThat(titles(HOOKS + "/pulls?state=closed&limit=50")).doesNotContain(branch);
        ask("dev-bot", 201, "PATCH", pull, "{\"state\":\"closed\"}");
        assertThat(titles(HOOKS + "/pulls?state=closed&limit=50")).contains(branch);
        ask("dev-bot", 400, "GET", HOOKS + "/pulls?poster=nobody-at-all", "");
    }

    private List<String> titles(String path) throws Exception {
        return get("dev-bot", path)
                .valueStream()
                .map(pull -> pull.get("title").asString())
                .toList();
    }

    @Test
    default void asksForAReviewUntilItIsThere() throws Exception {
        String pull = newPull(ForgeContract.fresh());
        String requested = pull + "/requested_reviewers";
        String reviewers = "{\"reviewers\":[\"reviewer-bot\",\"boss-bot\"]}";
        assertThat(ask("dev-bot", 201, "POST", requested, reviewers)).hasSize(2);
        assertThat(get("dev-bot", pull).get("requested_reviewers")).hasSize(2);
        ask("dev-bot", 204, "DELETE", requested, "{\"reviewers\":[\"boss-bot\"]}");
        assertThat(get("dev-bot", pull).get("requested_reviewers")).hasSize(1);
        ask("reviewer-bot", 200, "POST", pull + "/reviews", "{\"event\":\"APPROVED\"}");
        JsonNode reviews = get("dev-bot", pull + "/reviews");
        assertThat(reviews.valueStream().map(review -> review.get("state").asString()))
                .contains("APPROVED")
                .doesNotContain("REQUEST_REVIEW");
        ask("dev-bot", 422, "POST", requested, "{\"reviewers\":[\"mallory\"]}");
        ask("dev-bot", 404, "POST", requested, "{\"reviewers\":[\"nobody-at-all\"]}");
    }

    @Test
    default void saysSomethingOfALine() throws Exception {
        String branch = ForgeContract.fresh();
        String pull = newPull(branch);
        JsonNode review =
                ask(
                        "reviewer-bot",
                        200,
                        "POST",
                        pull + "/reviews",
                        """
                        {"event":"REQUEST_CHANGES","body":"Not yet","comments":[
                         {"path":"%s.txt","body":"Why two?","new_position":2}]}\
                        """
                                .formatted(branch));
        assertThat(review.get("state").asString()).isEqualTo("REQUEST_CHANGES");
        assertThat(review.get("comments_count").asLong()).isEqualTo(1);
        String path = pull + "/reviews/" + review.get("id").asLong();
        JsonNode comment = get("dev-bot", path + "/comments").get(0);
        assertThat(comment.get("body").asString()).isEqualTo("Why two?");
        assertThat(comment.get("position").asLong()).isEqualTo(2);
        assertThat(comment.get("diff_hunk").asString()).startsWith("@@").endsWith("+two");
        ask("dev-bot", 403, "POST", path + "/dismissals", "{\"message\":\"no\"}");
        JsonNode dismissed =
                ask("charles", 200, "POST", path + "/dismissals", "{\"message\":\"no\"}");
        assertThat(dismissed.get("dismissed").asBoolean()).isTrue();
    }

    @Test
    default void keepsAPendingReviewToItsAuthorUntilItIsSubmitted() throws Exception {
        String pull = newPull(ForgeContract.fresh());
        JsonNode pending =
                ask("reviewer-bot", 200, "POST", pull + "/reviews", "{\"body\":\"Soon\"}");
        assertThat(pending.get("state").asString()).isEqualTo("PENDING");
        String path = pull + "/reviews/" + pending.get("id").asLong();
        ask("dev-bot", 404, "GET", path, "");
        ask("reviewer-bot", 200, "POST", path, "{\"event\":\"COMMENT\",\"body\":\"Now\"}");
        assertThat(get("dev-bot", path).get("body").asString()).isEqualTo("Now");
        ask("reviewer-bot", 422, "POST", path, "{\"event\":\"COMMENT\",\"body\":\"Again\"}");
        ask("reviewer-bot", 422, "POST", pull + "/reviews", "{\"event\":\"COMMENT\"}");
    }
}
