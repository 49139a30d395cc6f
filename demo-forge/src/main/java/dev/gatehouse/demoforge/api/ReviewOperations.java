package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Pull;
import dev.gatehouse.demoforge.world.Review;
import java.io.IOException;
import java.util.ArrayList;

/// Reviews, and requests for them.
final class ReviewOperations {
    private ReviewOperations() {}

    static void addTo(Routes<Operation> routes) {
        String pull = "/repos/{owner}/{repo}/pulls/{index}";
        routes.on("GET", pull + "/reviews", ReviewOperations::list)
                .on("POST", pull + "/reviews", ReviewOperations::create)
                .on("GET", pull + "/reviews/{id}", ReviewOperations::read)
                .on("POST", pull + "/requested_reviewers", ReviewOperations::request);
    }

    private static Answer list(Call call) throws Refusal {
        Pull pull = call.pull();
        var views = new PullViews(call.views());
        return call.page().counted(pull.reviews(), review -> views.review(pull, review));
    }

    private static Answer create(Call call) throws IOException, Refusal {
        Pull pull = call.pull();
        Fields body = call.body();
        String text = body.text("body").orElse("");
        String state = state(body.text("event").orElse(""));
        boolean own = pull.issue().author().equals(call.doer());
        if (own && state.equals("APPROVED")) {
            throw Refusal.of(422, "approve your own pull is not allowed");
        }
        if (own && state.equals("REQUEST_CHANGES")) {
            throw Refusal.of(422, "reject your own pull is not allowed");
        }
        if (text.isEmpty() && !state.equals("APPROVED") && !state.equals("PENDING")) {
            throw Refusal.of(422, "review event " + state + " requires a body or a comment");
        }
        return Answer.json(
                200, new PullViews(call.views()).review(pull, add(call, call.doer(), state, text)));
    }

    private static String state(String event) {
        return switch (event) {
            case "APPROVE", "APPROVED" -> "APPROVED";
            case "REQUEST_CHANGES" -> "REQUEST_CHANGES";
            case "COMMENT" -> "COMMENT";
            default -> "PENDING";
        };
    }

    private static Review add(Call call, Account author, String state, String text)
            throws IOException, Refusal {
        var review =
                new Review(
                        call.world().nextId(),
                        author,
                        state,
                        text,
                        PullHeads.head(call.pull()),
                        call.world().now());
        call.pull().reviews().add(review);
        return review;
    }

    private static Answer read(Call call) throws Refusal {
        long id = call.number("id");
        Pull pull = call.pull();
        Review review =
                pull.reviews().stream()
                        .filter(candidate -> candidate.id() == id)
                        .findFirst()
                        .orElseThrow(Refusal::notFound);
        return Answer.json(200, new PullViews(call.views()).review(pull, review));
    }

    private static Answer request(Call call) throws IOException, Refusal {
        var requested = new ArrayList<Review>();
        for (String name : call.body().texts("reviewers")) {
            Account reviewer =
                    call.world()
                            .account(name)
                            .orElseThrow(() ->
                                    Refusal.of(
                                            404,
                                            "user does not exist [uid: 0, name: " + name + "]"));
            requested.add(add(call, reviewer, "REQUEST_REVIEW", ""));
        }
        Pull pull = call.pull();
        var views = new PullViews(call.views());
        return Answer.json(
                201, Json.array(requested.stream().map(r -> views.review(pull, r)).toList()));
    }
}
