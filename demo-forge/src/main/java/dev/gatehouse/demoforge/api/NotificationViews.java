package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.world.Comment;
import dev.gatehouse.demoforge.world.Issue;
import dev.gatehouse.demoforge.world.Notification;
import dev.gatehouse.demoforge.world.Notification.Status;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Notifications as Forgejo's JSON.
final class NotificationViews {
    private final Views views;

    NotificationViews(Views views) {
        this.views = views;
    }

    JsonNode thread(Notification notification) {
        ObjectNode view = Json.object().put("id", notification.id());
        ObjectNode repository = views.repository(notification.issue().repository());
        // Forgejo does not know them at this place.
        repository.remove("permissions");
        view.set("repository", repository);
        view.set("subject", subject(notification.issue()));
        return view.put("unread", notification.status() == Status.UNREAD)
                .put("pinned", notification.status() == Status.PINNED)
                .put("updated_at", notification.updatedAt().toString())
                .put(
                        "url",
                        views.links().rootUrl()
                                + "api/v1/notifications/threads/"
                                + notification.id());
    }

    private JsonNode subject(Issue issue) {
        List<Comment> comments = issue.comments();
        boolean isPull = issue.pull().isPresent();
        boolean isMerged = issue.pull().flatMap(pull -> pull.merge()).isPresent();
        String state = issue.isOpen() ? "open" : "closed";
        String html = views.links().html(issue);
        ObjectNode view =
                Json.object()
                        .put("title", issue.title())
                        .put(
                                "url",
                                views.links().api(issue.repository()) + "/issues/" + issue.number())
                        .put("html_url", html);
        if (comments.isEmpty()) {
            view.put("latest_comment_url", "").put("latest_comment_html_url", "");
        } else {
            long id = comments.getLast().id();
            view.put(
                            "latest_comment_url",
                            views.links().api(issue.repository()) + "/issues/comments/" + id)
                    .put("latest_comment_html_url", html + "#issuecomment-" + id);
        }
        return view.put("type", isPull ? "Pull" : "Issue")
                .put("state", isMerged ? "merged" : state);
    }
}
