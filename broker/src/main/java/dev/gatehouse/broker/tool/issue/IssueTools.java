package dev.gatehouse.broker.tool.issue;

import static dev.gatehouse.broker.tool.Common.BODY;
import static dev.gatehouse.broker.tool.Common.INDEX;
import static dev.gatehouse.broker.tool.Common.LABELS;
import static dev.gatehouse.broker.tool.Common.LIMIT;
import static dev.gatehouse.broker.tool.Common.MILESTONE;
import static dev.gatehouse.broker.tool.Common.TITLE;

import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Listing;
import dev.gatehouse.broker.tool.forge.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `forge issue`: finding, reading and writing issues.
public final class IssueTools {
    private static final Parameter STATE =
            Parameter.choice("state", "which", "open", "closed", "all")
                    .shortly('s')
                    .otherwise("open");
    private static final Parameter SORT =
            Parameter.choice(
                            "sort",
                            "in which order",
                            "latest",
                            "oldest",
                            "recentupdate",
                            "leastupdate",
                            "mostcomment",
                            "leastcomment")
                    .otherwise("latest");
    private static final Parameter SEARCH = Parameter.text("search", "words to find").shortly('S');
    private static final Parameter AUTHOR =
            Parameter.text("author", "whose; @me is you").shortly('A');
    private static final Parameter ASSIGNEE =
            Parameter.text("assignee", "for whom; @me is you").shortly('a');
    private static final Parameter ASSIGNEES =
            Parameter.texts("assignee", "for whom; @me is you").shortly('a');
    private static final Parameter COMMENTS =
            Parameter.flag("comments", "show the comments too").shortly('c');

    private IssueTools() {}

    public static List<Tool> all() {
        return List.of(
                Tool.read("issue", "list", "List issues")
                        .takes(STATE, LABELS, ASSIGNEE, AUTHOR, MILESTONE, SEARCH, SORT, LIMIT)
                        .needs("issueListIssues")
                        .does(IssueTools::list),
                Tool.read("issue", "view", "Show an issue")
                        .takes(INDEX, COMMENTS)
                        .needs("issueGetIssue")
                        .does(IssueTools::view),
                Tool.write("issue", "create", "Open an issue")
                        .takes(TITLE.required(), BODY, LABELS, ASSIGNEES, MILESTONE)
                        .needs("issueCreateIssue")
                        .does(IssueTools::create),
                Tool.write("issue", "comment", "Comment on an issue")
                        .takes(INDEX, BODY.required())
                        .needs("issueCreateComment")
                        .does(IssueTools::comment));
    }

    private static ToolResult list(ToolCall call) throws ToolFailure {
        Listing listing =
                call.forge()
                        .list(
                                call.target("issues")
                                        .with("type", "issues")
                                        .with("state", call.text(STATE))
                                        .with("sort", call.text(SORT))
                                        .withAll("labels", call.texts(LABELS))
                                        .with("milestones", call.given(MILESTONE))
                                        .with("assigned_by", account(call, ASSIGNEE))
                                        .with("created_by", account(call, AUTHOR))
                                        .with("q", call.given(SEARCH)),
                                call.number(LIMIT));
        List<ObjectNode> issues = listing.items().stream().map(IssueData::of).toList();
        ToolResult result =
                ToolResult.of(
                        Forge.object().arrayNode().addAll(issues),
                        IssueData.table(issues, call.setting().now()));
        return listing.note().map(result::noting).orElse(result);
    }

    private static ToolResult view(ToolCall call) throws ToolFailure {
        Target target = call.target("issues", call.number(INDEX));
        ObjectNode issue = IssueData.of(call.forge().get(target));
        List<View> views = new ArrayList<>();
        views.add(IssueData.card(issue, call.setting().now()));
        if (call.flag(COMMENTS)) {
            JsonNode comments = call.forge().get(target.and("comments"));
            ArrayNode shown = issue.putArray("comments");
            comments.forEach(comment -> {
                ObjectNode one = CommentData.of(comment);
                shown.add(one);
                views.add(CommentData.card(one, call.setting().now()));
            });
        }
        return ToolResult.of(issue, new View.Sequence(views)).shownAt(issue.path("url").asString());
    }

    private static ToolResult create(ToolCall call) throws ToolFailure {
        ObjectNode body = Forge.object();
        body.put("title", call.text(TITLE));
        call.given(BODY).ifPresent(text -> body.put("body", text));
        Numbers.labels(call, call.texts(LABELS)).forEach(body.withArray("labels")::add);
        call.texts(ASSIGNEES).forEach(name -> body.withArray("assignees").add(call.account(name)));
        Optional<String> milestone = call.given(MILESTONE);
        if (milestone.isPresent()) {
            body.put("milestone", Numbers.milestone(call, milestone.get()));
        }
        ObjectNode issue = IssueData.of(call.forge().post(call.target("issues"), body));
        return ToolResult.of(
                        issue,
                        new View.Line(
                                "opened #"
                                        + issue.path("number").asLong()
                                        + ": "
                                        + issue.path("url").asString()))
                .shownAt(issue.path("url").asString());
    }

    private static ToolResult comment(ToolCall call) throws ToolFailure {
        ObjectNode body = Forge.object().put("body", call.text(BODY));
        ObjectNode comment =
                CommentData.of(
                        call.forge()
                                .post(call.target("issues", call.number(INDEX), "comments"), body));
        return ToolResult.of(comment, new View.Line("commented: " + comment.path("url").asString()))
                .shownAt(comment.path("url").asString());
    }

    private static Optional<String> account(ToolCall call, Parameter parameter) {
        return call.given(parameter).map(call::account);
    }
}
