package dev.gatehouse.broker.tool.pull;

import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.View.Fact;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Listing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Where a pull request stands: reviews, checks, and whether it can be merged.
///
/// @param reviews the one that counts of each reviewer
record PullStatus(ObjectNode pull, List<ObjectNode> reviews, Checks checks) {
    private static final int MOST_REVIEWS = 1000;
    private static final Set<String> VERDICTS = Set.of("APPROVED", "REQUEST_CHANGES");

    PullStatus {
        reviews = List.copyOf(reviews);
    }

    static PullStatus of(ToolCall call, JsonNode pull) throws ToolFailure {
        ObjectNode data = PullData.of(pull);
        Listing reviews =
                call.forge()
                        .list(
                                Chosen.target(call, data.path("number").asLong(), "reviews"),
                                MOST_REVIEWS);
        Map<String, ObjectNode> latest = new LinkedHashMap<>();
        for (JsonNode review : reviews.items()) {
            ObjectNode one = ReviewData.of(review);
            // A remark or a request does not take back what was said before.
            if (VERDICTS.contains(one.path("state").asString())) {
                latest.put(one.path("author").asString(), one);
            }
        }
        return new PullStatus(
                data,
                List.copyOf(latest.values()),
                Checks.of(call, data.path("headRefOid").asString()));
    }

    boolean isOpen() {
        return pull.path("state").asString().equals("open");
    }

    /// In one word, as `gh` has them.
    private String decision() {
        List<String> verdicts =
                reviews.stream()
                        .filter(review -> !review.path("isDismissed").asBoolean())
                        .map(review -> review.path("state").asString())
                        .toList();
        if (verdicts.contains("REQUEST_CHANGES")) {
            return "CHANGES_REQUESTED";
        }
        if (verdicts.contains("APPROVED")) {
            return "APPROVED";
        }
        return pull.path("reviewRequests").isEmpty() ? "" : "REVIEW_REQUIRED";
    }

    ObjectNode data() {
        ObjectNode data = Forge.object();
        for (String name :
                List.of(
                        "number",
                        "title",
                        "state",
                        "isDraft",
                        "mergeable",
                        "baseRefName",
                        "headRefName",
                        "headRefOid",
                        "reviewRequests",
                        "url")) {
            data.set(name, pull.path(name));
        }
        data.put("reviewDecision", decision());
        data.putArray("latestReviews").addAll(reviews);
        data.put("checksState", checks.state());
        data.putArray("checks").addAll(checks.all());
        return data;
    }

    View view() {
        boolean draft = pull.path("isDraft").asBoolean();
        String said =
                reviews.stream()
                        .map(review ->
                                review.path("author").asString() + ": " + ReviewData.words(review))
                        .collect(Collectors.joining("; "));
        String asked =
                pull.path("reviewRequests")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(", "));
        View.Card card =
                new View.Card(
                        PullData.title(pull),
                        List.of(
                                new Fact("state", pull.path("state").asString()),
                                new Fact("draft", draft ? "yes; forge pr ready ends that" : ""),
                                new Fact("mergeable", isOpen() ? PullData.mergeable(pull) : ""),
                                new Fact("reviews", said.isEmpty() ? "none" : said),
                                new Fact("asked", asked),
                                new Fact("checks", checks.state()),
                                new Fact("head", pull.path("headRefOid").asString()),
                                new Fact("url", pull.path("url").asString())),
                        "");
        return checks.all().isEmpty() ? card : new View.Sequence(List.of(card, checks.table()));
    }
}
