package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Pull;
import dev.gatehouse.demoforge.world.Review;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Reviews: list, begin, submit, dismiss.
final class ReviewOperations {
    private ReviewOperations() {}

    static void addTo(Routes<Operation> routes) {
        String reviews = "/repos/{owner}/{repo}/pulls/{index}/reviews";
        routes.on("GET", reviews, ReviewOperations::list)
                .on("POST", reviews, ReviewOperations::create)
                .on("GET", reviews + "/{id}", call -> answer(call, review(call)))
                .on("POST", reviews + "/{id}", ReviewOperations::submit)
                .on("DELETE", reviews + "/{id}", ReviewOperations::delete)
                .on("POST", reviews + "/{id}/dismissals", call -> dismiss(call, true))
                .on("POST", reviews + "/{id}/undismissals", call -> dismiss(call, false));
        ReviewCommentOperations.addTo(routes);
        ReviewRequestOperations.addTo(routes);
    }

    private static Answer list(Call call) throws Refusal {
        Pull pull = call.pull();
        List<Review> visible = pull.reviews().stream().filter(r -> isVisible(call, r)).toList();
        var views = new ReviewViews(call.views());
        return call.page().counted(visible, review -> views.review(pull, review));
    }

    /// Only its author sees a review that is not submitted.
    private static boolean isVisible(Call call, Review review) {
        return !review.isPending() || review.author().equals(call.account());
    }

    static Review review(Call call) throws Refusal {
        long id = call.number("id");
        return call.pull().reviews().stream()
                .filter(review -> review.id() == id && isVisible(call, review))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    private static Answer create(Call call) throws IOException, Refusal {
        Pull pull = call.pull();
        Fields body = call.body();
        List<Fields> comments = body.objects("comments");
        String text = body.text("body").orElse("");
        String state = state(call, body.text("event").orElse(""), text, !comments.isEmpty());
        String head = PullHeads.head(pull);
        Account author = call.doer();
        Review review = pending(pull, author).orElseGet(() -> begin(call, pull, author, head));
        for (Fields comment : comments) {
            ReviewCommentOperations.add(call, review, comment);
        }
        finish(call, pull, review, state, text);
        return answer(call, review);
    }

    static Optional<Review> pending(Pull pull, Account author) {
        return pull.reviews().stream()
                .filter(review -> review.isPending() && review.author().equals(author))
                .findFirst();
    }

    static Review begin(Call call, Pull pull, Account author, String head) {
        var review =
                new Review(
                        call.world().nextId(),
                        author,
                        Review.PENDING,
                        "",
                        head,
                        call.world().now());
        pull.reviews().add(review);
        return review;
    }

    private static Answer submit(Call call) throws IOException, Refusal {
        Review review = review(call);
        if (!review.isPending()) {
            throw Refusal.of(422, "only a pending review can be submitted");
        }
        Fields body = call.body();
        String text = body.text("body").orElse("");
        boolean hasComments = !review.comments().isEmpty();
        String state = state(call, body.text("event").orElse(""), text, hasComments);
        if (state.equals(Review.PENDING)) {
            throw Refusal.of(422, "review stay pending");
        }
        finish(call, call.pull(), review, state, text);
        return answer(call, review);
    }

    /// What an event means, or why it may not be. An unknown event leaves the review pending.
    private static String state(Call call, String event, String text, boolean hasComments)
            throws Refusal {
        boolean own = call.pull().issue().author().equals(call.doer());
        boolean isApproval = event.equals("APPROVED");
        boolean isRejection = event.equals("REQUEST_CHANGES");
        boolean isComment = event.equals("COMMENT");
        if (own && (isApproval || isRejection)) {
            throw Refusal.of(
                    422, (isApproval ? "approve" : "reject") + " your own pull is not allowed");
        }
        if (isComment && text.isBlank() && !hasComments) {
            throw Refusal.of(422, "review event COMMENT requires a body or a comment");
        }
        if (!isApproval && !isComment && text.isBlank()) {
            throw Refusal.of(422, "review event " + event + " requires a body");
        }
        return isApproval || isRejection || isComment ? event : Review.PENDING;
    }

    /// A submitted review answers the request for it, and a verdict takes the place of earlier
    /// ones.
    private static void finish(Call call, Pull pull, Review review, String state, String text)
            throws IOException, Refusal {
        review.submit(state, text, PullHeads.head(pull), call.world().now());
        if (review.isPending()) {
            return;
        }
        Account author = review.author();
        pull.reviews().removeIf(other -> other.isRequest() && other.author().equals(author));
        Announcements.written(call, pull.issue(), text);
        if (review.isVerdict()) {
            pull.reviews().stream()
                    .filter(other -> other != review && other.isVerdict())
                    .filter(other -> other.author().equals(author))
                    .forEach(other -> other.setDismissed(true));
        }
    }

    private static Answer delete(Call call) throws Refusal {
        Review review = review(call);
        if (!review.author().equals(call.doer())) {
            call.needs(Access.ADMIN, "only admin and user itself can delete a review");
        }
        call.pull().reviews().remove(review);
        return Answer.empty(204);
    }

    private static Answer dismiss(Call call, boolean dismiss) throws Refusal {
        call.needs(Access.ADMIN, "Must be repo admin");
        Review review = review(call);
        if (!review.isVerdict()) {
            throw Refusal.of(
                    403,
                    "not need to dismiss this review because it's type is not Approve or change"
                            + " request");
        }
        review.setDismissed(dismiss);
        return answer(call, review);
    }

    private static Answer answer(Call call, Review review) throws Refusal {
        return Answer.json(200, new ReviewViews(call.views()).review(call.pull(), review));
    }
}
