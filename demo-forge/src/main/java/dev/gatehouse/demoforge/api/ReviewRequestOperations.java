package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Pull;
import dev.gatehouse.demoforge.world.Review;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Requests for reviews, kept among the reviews until they are answered.
final class ReviewRequestOperations {
    private ReviewRequestOperations() {}

    static void addTo(Routes<Operation> routes) {
        String requested = "/repos/{owner}/{repo}/pulls/{index}/requested_reviewers";
        routes.on("POST", requested, ReviewRequestOperations::request)
                .on("DELETE", requested, ReviewRequestOperations::withdraw);
    }

    private static Answer request(Call call) throws IOException, Refusal {
        Pull pull = call.pull();
        List<Account> reviewers = reviewers(call);
        var requested = new ArrayList<Review>();
        for (Account reviewer : reviewers) {
            if (!isRequested(pull, reviewer)) {
                Review request = ReviewOperations.begin(call, pull, reviewer, PullHeads.head(pull));
                request.submit(Review.REQUESTED, "", PullHeads.head(pull), call.world().now());
                requested.add(request);
            }
        }
        Announcements.asked(call, pull.issue(), requested.stream().map(Review::author).toList());
        var views = new ReviewViews(call.views());
        return Answer.json(
                201, Json.array(requested.stream().map(r -> views.review(pull, r)).toList()));
    }

    private static boolean isRequested(Pull pull, Account reviewer) {
        return pull.reviews().stream()
                .anyMatch(review -> review.isRequest() && review.author().equals(reviewer));
    }

    private static Answer withdraw(Call call) throws Refusal {
        List<Account> reviewers = reviewers(call);
        call.pull()
                .reviews()
                .removeIf(review -> review.isRequest() && reviewers.contains(review.author()));
        return Answer.empty(204);
    }

    private static List<Account> reviewers(Call call) throws Refusal {
        Pull pull = call.pull();
        var reviewers = new ArrayList<Account>();
        for (String name : call.body().texts("reviewers")) {
            Account reviewer =
                    call.world()
                            .account(name)
                            .orElseThrow(() -> Refusal.of(404, "User '" + name + "' not exist"));
            if (!call.repository().accessOf(reviewer).includes(Access.READ)) {
                throw notValid(reviewer, pull, "Reviewer can't read");
            }
            if (reviewer.equals(pull.issue().author())) {
                throw notValid(reviewer, pull, "poster of pr can't be reviewer");
            }
            if (!call.repository().accessOf(call.doer()).includes(Access.WRITE)
                    && !pull.issue().author().equals(call.doer())) {
                throw notValid(reviewer, pull, "Doer can't choose reviewer");
            }
            reviewers.add(reviewer);
        }
        return reviewers;
    }

    private static Refusal notValid(Account reviewer, Pull pull, String reason) {
        return Refusal.of(
                422,
                "%s [user_id: %d, repo_id: %d]"
                        .formatted(reason, reviewer.id(), pull.issue().repository().id()));
    }
}
