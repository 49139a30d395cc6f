package dev.gatehouse.broker.tool.pull;

import static dev.gatehouse.broker.tool.Common.BODY;
import static dev.gatehouse.broker.tool.Common.LABELS;
import static dev.gatehouse.broker.tool.Common.LIMIT;
import static dev.gatehouse.broker.tool.Common.MILESTONE;
import static dev.gatehouse.broker.tool.pull.Chosen.NUMBER;

import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Listing;
import dev.gatehouse.broker.tool.forge.Target;
import dev.gatehouse.broker.tool.issue.CommentData;
import dev.gatehouse.broker.tool.issue.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `forge pr`: finding, reading and discussing pull requests; the other verbs are in the classes
/// beside.
public final class PullTools {
    private static final Parameter STATE =
            Parameter.choice("state", "which", "open", "closed", "all")
                    .shortly('s')
                    .otherwise("open")
                    .plain();
    private static final Parameter SORT =
            Parameter.choice("sort", "sort", "oldest", "recentupdate", "mostcomment").plain();
    private static final Parameter AUTHOR =
            Parameter.text("author", "whose; @me is you").shortly('A').plain();
    private static final Parameter BASE =
            Parameter.text("base", "onto this branch").shortly('B').plain();
    private static final Parameter HEAD =
            Parameter.text("head", "from this branch").shortly('H').plain();
    private static final Parameter COMMENTS =
            Parameter.flag("comments", "show the comments too").shortly('c').plain();

    private PullTools() {}

    public static List<Tool> all() {
        return Stream.of(
                        own(),
                        PullCreateTools.all(),
                        PullChangeTools.all(),
                        PullReviewTools.all(),
                        PullCheckTools.all(),
                        PullEditTools.all(),
                        PullMergeTools.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Tool> own() {
        return List.of(
                Tool.read("pr", "list", "List pull requests")
                        .plain()
                        .takes(STATE, AUTHOR, LABELS, MILESTONE, BASE, HEAD, SORT, LIMIT)
                        .needs("repoListPullRequests")
                        .does(PullTools::list),
                Tool.read("pr", "view", "Show a pull request")
                        .plain()
                        .takes(NUMBER, COMMENTS)
                        .needs("repoGetPullRequest")
                        .does(PullTools::view),
                Tool.write("pr", "comment", "Comment on a pull request")
                        .plain()
                        .takes(NUMBER, BODY.required())
                        .needs("issueCreateComment")
                        .does(PullTools::comment));
    }

    private static ToolResult list(ToolCall call) throws ToolFailure {
        Target target =
                Chosen.target(call)
                        .with("state", call.text(STATE))
                        .with("sort", call.given(SORT))
                        .with("poster", call.given(AUTHOR).map(call::account))
                        .with("base", call.given(BASE))
                        .with("head", call.given(HEAD));
        for (long label : Numbers.labels(call, call.texts(LABELS))) {
            target = target.with("labels", label);
        }
        Optional<String> milestone = call.given(MILESTONE);
        if (milestone.isPresent()) {
            target = target.with("milestone", Numbers.milestone(call, milestone.get()));
        }
        Listing listing = call.forge().list(target, call.number(LIMIT));
        List<ObjectNode> pulls = listing.items().stream().map(PullData::of).toList();
        return listing.result(pulls, PullData.table(pulls, call.setting().now()));
    }

    private static ToolResult view(ToolCall call) throws ToolFailure {
        ObjectNode pull = PullData.of(Chosen.pull(call));
        List<View> views = new ArrayList<>();
        views.add(PullData.card(pull, call.setting().now()));
        if (call.flag(COMMENTS)) {
            Target comments = call.target("issues", pull.path("number").asLong(), "comments");
            ArrayNode shown = pull.putArray("comments");
            for (JsonNode comment : call.forge().get(comments)) {
                ObjectNode one = CommentData.of(comment);
                shown.add(one);
                views.add(CommentData.card(one, call.setting().now()));
            }
        }
        return ToolResult.of(pull, new View.Sequence(views)).shownAt(pull.path("url").asString());
    }

    private static ToolResult comment(ToolCall call) throws ToolFailure {
        ObjectNode body = Forge.object().put("body", call.text(BODY));
        Target comments = call.target("issues", Chosen.number(call), "comments");
        ObjectNode comment = CommentData.of(call.forge().post(comments, body));
        return ToolResult.of(comment, new View.Line("commented: " + comment.path("url").asString()))
                .shownAt(comment.path("url").asString());
    }
}
