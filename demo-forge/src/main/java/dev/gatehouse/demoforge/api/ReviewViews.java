package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.History;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.world.Pull;
import dev.gatehouse.demoforge.world.Review;
import dev.gatehouse.demoforge.world.ReviewComment;
import java.io.IOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reviews and what they say of lines, as Forgejo's JSON.
final class ReviewViews {
    private final Views views;

    ReviewViews(Views views) {
        this.views = views;
    }

    JsonNode review(Pull pull, Review review) {
        String url = views.links().html(pull.issue());
        ObjectNode view = Json.object().put("id", review.id());
        view.set("user", views.user(review.author()));
        return view.putNull("team")
                .put("state", review.state())
                .put("body", review.body())
                .put("commit_id", review.commit())
                .put("stale", false)
                .put("official", false)
                .put("dismissed", review.isDismissed())
                .put("comments_count", review.comments().size())
                .put("submitted_at", review.submittedAt().toString())
                .put("updated_at", review.submittedAt().toString())
                .put("html_url", url + "#issuecomment-" + review.id())
                .put("pull_request_url", url);
    }

    JsonNode comment(Pull pull, ReviewComment comment) throws IOException {
        String url = views.links().html(pull.issue());
        long line = comment.line();
        String hunk =
                new History(pull.issue().repository().git())
                        .hunk(
                                PullHeads.base(pull),
                                comment.commit(),
                                comment.path(),
                                line,
                                comment.ofOldFile());
        ObjectNode view = Json.object().put("id", comment.id()).put("body", comment.body());
        view.set("user", views.user(comment.review().author()));
        return view.putNull("resolver")
                .put("pull_request_review_id", comment.review().id())
                .put("created_at", comment.createdAt().toString())
                .put("updated_at", comment.createdAt().toString())
                .put("path", comment.path())
                .put("commit_id", comment.commit())
                .put("original_commit_id", "")
                .put("diff_hunk", hunk)
                .put("position", comment.ofOldFile() ? 0 : line)
                .put("original_position", comment.ofOldFile() ? line : 0)
                .put("extra_lines_count", comment.extraLines())
                .put("html_url", url + "#issuecomment-" + comment.id())
                .put("pull_request_url", url);
    }
}
