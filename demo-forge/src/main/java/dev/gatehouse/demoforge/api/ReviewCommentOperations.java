package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Pull;
import dev.gatehouse.demoforge.world.Review;
import dev.gatehouse.demoforge.world.ReviewComment;
import java.io.IOException;
import java.util.ArrayList;
import tools.jackson.databind.JsonNode;

/// What a review says of single lines.
final class ReviewCommentOperations {
    private ReviewCommentOperations() {}

    static void addTo(Routes<Operation> routes) {
        String comments = "/repos/{owner}/{repo}/pulls/{index}/reviews/{id}/comments";
        routes.on("GET", comments, ReviewCommentOperations::list)
                .on("POST", comments, ReviewCommentOperations::create)
                .on("GET", comments + "/{comment}", call -> answer(call, comment(call)))
                .on("DELETE", comments + "/{comment}", ReviewCommentOperations::delete);
    }

    private static Answer list(Call call) throws IOException, Refusal {
        var views = new ArrayList<JsonNode>();
        for (ReviewComment comment : ReviewOperations.review(call).comments()) {
            views.add(view(call, comment));
        }
        return Answer.json(200, Json.array(views));
    }

    private static Answer create(Call call) throws IOException, Refusal {
        return answer(call, add(call, ReviewOperations.review(call), call.body()));
    }

    /// A line of the old file counts before one of the new file.
    static ReviewComment add(Call call, Review review, Fields body) throws IOException, Refusal {
        Pull pull = call.pull();
        long old = body.number("old_position").orElse(0L);
        var comment =
                new ReviewComment(
                        call.world().nextId(),
                        review,
                        body.text("path").orElse(""),
                        old > 0 ? old : body.number("new_position").orElse(0L),
                        old > 0,
                        body.number("extra_lines_count").orElse(0L),
                        body.text("body").orElse(""),
                        PullHeads.head(pull),
                        call.world().now());
        review.comments().add(comment);
        return comment;
    }

    private static ReviewComment comment(Call call) throws Refusal {
        long id = call.number("comment");
        return ReviewOperations.review(call).comments().stream()
                .filter(comment -> comment.id() == id)
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    private static Answer delete(Call call) throws Refusal {
        ReviewComment gone = comment(call);
        IssueOperations.mustBeWriterOrAuthor(call, gone.review().author());
        gone.review().comments().remove(gone);
        return Answer.empty(204);
    }

    private static Answer answer(Call call, ReviewComment comment) throws IOException, Refusal {
        return Answer.json(200, view(call, comment));
    }

    private static JsonNode view(Call call, ReviewComment comment) throws IOException, Refusal {
        return new ReviewViews(call.views()).comment(call.pull(), comment);
    }
}
