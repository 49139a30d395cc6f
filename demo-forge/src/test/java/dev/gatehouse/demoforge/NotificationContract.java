package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Who is told what, and how it becomes read.
interface NotificationContract extends ForgeCalls {
    Set<String> NOTIFICATIONS = Set.of("write:notification", "write:repository");

    /// Forgejo tells with a delay.
    private JsonNode told(String user, String title) throws Exception {
        for (int attempt = 0; attempt < 100; attempt++) {
            Optional<JsonNode> found = unread(user, title);
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(50);
        }
        throw new AssertionError(user + " was not told of " + title);
    }

    private Optional<JsonNode> unread(String user, String title) throws Exception {
        return ask(NOTIFICATIONS, user, 200, "GET", "notifications?limit=50", "")
                .valueStream()
                .filter(thread -> thread.at("/subject/title").asString().equals(title))
                .findFirst();
    }

    @Test
    default void tellsOfAMentionACommentAnAssignmentAndARequestedReview() throws Exception {
        String title = ForgeContract.fresh();
        String issue = newIssue("dev-bot", title);
        ask("dev-bot", 201, "POST", issue + "/comments", "{\"body\":\"What says @boss-bot?\"}");
        JsonNode mention = told("boss-bot", title);
        assertThat(mention.at("/subject/type").asString()).isEqualTo("Issue");
        assertThat(mention.at("/repository/full_name").asString())
                .isEqualTo("charles/claude-hooks");
        assertThat(unread("dev-bot", title)).as("nobody is told of what they did").isEmpty();
        ask("boss-bot", 201, "POST", issue + "/comments", "{\"body\":\"Nothing\"}");
        told("dev-bot", title);
        ask("boss-bot", 201, "PATCH", issue, "{\"assignees\":[\"reviewer-bot\"]}");
        told("reviewer-bot", title);
    }

    @Test
    default void marksAThreadAsRead() throws Exception {
        String title = ForgeContract.fresh();
        String issue = newIssue("dev-bot", title);
        ask("reviewer-bot", 201, "POST", issue + "/comments", "{\"body\":\"I see\"}");
        long id = told("dev-bot", title).get("id").asLong();
        String thread = "notifications/threads/" + id;
        assertThat(
                        ask(NOTIFICATIONS, "dev-bot", 200, "GET", "notifications/new", "")
                                .get("new")
                                .asLong())
                .isPositive();
        ask(NOTIFICATIONS, "reviewer-bot", 403, "GET", thread, "");
        ask(NOTIFICATIONS, "dev-bot", 205, "PATCH", thread, "{}");
        JsonNode read = ask(NOTIFICATIONS, "dev-bot", 200, "GET", thread, "");
        assertThat(read.get("unread").asBoolean()).isFalse();
        assertThat(unread("dev-bot", title)).isEmpty();
        ask(NOTIFICATIONS, "dev-bot", 205, "PATCH", thread + "?to-status=unread", "{}");
        assertThat(unread("dev-bot", title)).isPresent();
        ask(NOTIFICATIONS, "dev-bot", 205, "PUT", HOOKS + "/notifications", "{}");
        assertThat(ask(NOTIFICATIONS, "dev-bot", 200, "GET", HOOKS + "/notifications", ""))
                .isEmpty();
        ask("dev-bot", 403, "GET", "notifications", "");
    }
}
