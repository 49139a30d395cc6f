package dev.gatehouse.broker.tool.issue;

import static dev.gatehouse.broker.tool.Common.ASSIGNEES;
import static dev.gatehouse.broker.tool.Common.BODY;
import static dev.gatehouse.broker.tool.Common.INDEX;
import static dev.gatehouse.broker.tool.Common.LABELS;
import static dev.gatehouse.broker.tool.Common.MILESTONE;
import static dev.gatehouse.broker.tool.Common.TITLE;

import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `forge issue`: finding, reading and writing issues.
public final class IssueTools {
    private static final Parameter COMMENTS =
            Parameter.flag("comments", "show the comments too").shortly('c').plain();

    private IssueTools() {}

    public static List<Tool> all() {
        return Stream.of(
                        own(),
                        IssueListTools.all(),
                        IssueChangeTools.all(),
                        IssueTriageTools.all(),
                        IssueCommentTools.all(),
                        IssueAttachmentTools.all(),
                        IssueDependencyTools.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Tool> own() {
        return List.of(
                Tool.read("issue", "view", "Show an issue")
                        .plain()
                        .takes(INDEX, COMMENTS)
                        .needs("issueGetIssue")
                        .does(IssueTools::view),
                Tool.write("issue", "create", "Open an issue")
                        .plain()
                        .takes(TITLE.required(), BODY, LABELS, ASSIGNEES, MILESTONE, DueDate.DUE)
                        .needs("issueCreateIssue")
                        .does(IssueTools::create),
                Tool.destroy("issue", "delete", "Delete an issue for good")
                        .plain()
                        .takes(INDEX)
                        .needs("issueDelete")
                        .does(IssueTools::delete),
                Tool.write("issue", "pin", "Pin an issue to the top of the list")
                        .takes(INDEX)
                        .needs("pinIssue")
                        .does(IssueTools::pin),
                Tool.write("issue", "unpin", "Unpin an issue")
                        .takes(INDEX)
                        .needs("unpinIssue")
                        .does(IssueTools::unpin));
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
        Triage.given(call, body);
        DueDate.given(call).ifPresent(due -> body.put("due_date", due));
        JsonNode issue = call.forge().post(call.target("issues"), body);
        return LeftOut.noted(IssueData.done("opened", issue), body, issue, call);
    }

    private static ToolResult delete(ToolCall call) throws ToolFailure {
        long number = call.number(INDEX);
        call.forge().delete(call.target("issues", number));
        return done("deleted", number);
    }

    private static ToolResult pin(ToolCall call) throws ToolFailure {
        long number = call.number(INDEX);
        call.forge().post(call.target("issues", number, "pin"));
        return done("pinned", number);
    }

    private static ToolResult unpin(ToolCall call) throws ToolFailure {
        long number = call.number(INDEX);
        call.forge().delete(call.target("issues", number, "pin"));
        return done("unpinned", number);
    }

    private static ToolResult done(String verb, long number) {
        return ToolResult.of(
                Forge.object().put("number", number), new View.Line(verb + " #" + number));
    }
}
