package dev.gatehouse.broker.tool.pull;

import static dev.gatehouse.broker.tool.Common.BODY;
import static dev.gatehouse.broker.tool.Common.LIMIT;
import static dev.gatehouse.broker.tool.pull.Chosen.NUMBER;

import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Listing;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reviewing a pull request, and asking for it.
final class PullReviewTools {
    private static final Parameter APPROVE = Parameter.flag("approve", "approve").shortly('a');
    private static final Parameter REQUEST_CHANGES =
            Parameter.flag("request-changes", "ask for changes").shortly('r');
    private static final Parameter LINES =
            Parameter.lines("line", "comment on a line: FILE:LINE=TEXT");
    private static final Parameter COMMIT =
            Parameter.text("commit", "looked at (the newest)").plain();
    private static final Parameter REVIEWERS =
            Parameter.texts("reviewer", "who shall review").shortly('r').required().plain();
    private static final Parameter REMOVE = Parameter.flag("remove", "ask them no more");

    private PullReviewTools() {}

    static List<Tool> all() {
        return List.of(
                Tool.write("pr", "review", "Review a pull request")
                        .takes(NUMBER, APPROVE, REQUEST_CHANGES, BODY, LINES, COMMIT)
                        .needs("repoCreatePullReview")
                        .does(PullReviewTools::review),
                Tool.read("pr", "reviews", "Show the reviews of a pull request")
                        .takes(NUMBER, LIMIT)
                        .needs("repoListPullReviews")
                        .does(PullReviewTools::reviews),
                Tool.write("pr", "request-review", "Ask for reviews")
                        .takes(NUMBER, REVIEWERS, REMOVE)
                        .needs("repoCreatePullReviewRequests")
                        .does(PullReviewTools::request));
    }

    private static ToolResult review(ToolCall call) throws ToolFailure {
        String event = event(call);
        ObjectNode wanted = Forge.object().put("event", event);
        call.given(BODY).ifPresent(text -> wanted.put("body", text));
        for (String line : call.texts(LINES)) {
            wanted.withArray("comments").add(LineComment.parse(line).document());
        }
        if (!event.equals("APPROVED") && !wanted.has("body") && !wanted.has("comments")) {
            throw ToolFailure.usage("say why: give --body, or --line FILE:LINE=TEXT");
        }
        long number = Chosen.number(call);
        call.given(COMMIT).ifPresent(commit -> wanted.put("commit_id", commit));
        ObjectNode review =
                ReviewData.of(call.forge().post(Chosen.target(call, number, "reviews"), wanted));
        String url = review.path("url").asString();
        String line = "reviewed #" + number + " (" + ReviewData.words(review) + "): " + url;
        return ToolResult.of(review, new View.Line(line)).shownAt(url);
    }

    private static String event(ToolCall call) throws ToolFailure {
        if (call.flag(APPROVE) && call.flag(REQUEST_CHANGES)) {
            throw ToolFailure.usage("give --approve or --request-changes, not both");
        }
        if (call.flag(APPROVE)) {
            return "APPROVED";
        }
        return call.flag(REQUEST_CHANGES) ? "REQUEST_CHANGES" : "COMMENT";
    }

    private static ToolResult reviews(ToolCall call) throws ToolFailure {
        long number = Chosen.number(call);
        Listing listing =
                call.forge().list(Chosen.target(call, number, "reviews"), call.number(LIMIT));
        List<ObjectNode> data = new ArrayList<>();
        List<View> views = new ArrayList<>();
        for (JsonNode review : listing.items()) {
            ObjectNode one = ReviewData.of(review);
            data.add(one);
            views.add(ReviewData.card(one, call.setting().now()));
            ArrayNode comments = one.putArray("comments");
            if (review.path("comments_count").asLong(0) > 0) {
                for (JsonNode comment : comments(call, number, one.path("id").asLong())) {
                    ObjectNode shown = ReviewData.comment(comment);
                    comments.add(shown);
                    views.add(ReviewData.commentCard(shown));
                }
            }
        }
        View view =
                views.isEmpty()
                        ? new View.Line("#" + number + " has no reviews yet")
                        : new View.Sequence(views);
        return listing.result(data, view);
    }

    private static JsonNode comments(ToolCall call, long number, long review) throws ToolFailure {
        return call.forge().get(Chosen.target(call, number, "reviews", review, "comments"));
    }

    private static ToolResult request(ToolCall call) throws ToolFailure {
        long number = Chosen.number(call);
        List<String> reviewers = call.texts(REVIEWERS);
        boolean remove = call.flag(REMOVE);
        if (remove) {
            ReviewRequests.remove(call, number, reviewers);
        } else {
            ReviewRequests.add(call, number, reviewers);
        }
        ObjectNode data = Forge.object().put("number", number).put("requested", !remove);
        reviewers.forEach(name -> data.withArray("reviewers").add(call.account(name)));
        String names = String.join(", ", reviewers);
        return ToolResult.of(
                data,
                new View.Line(
                        remove
                                ? "no longer asked " + names + " to review #" + number
                                : "asked " + names + " to review #" + number));
    }
}
