package dev.gatehouse.broker.tool.issue;

import static dev.gatehouse.broker.tool.Common.ADD_ASSIGNEES;
import static dev.gatehouse.broker.tool.Common.ADD_LABELS;
import static dev.gatehouse.broker.tool.Common.BODY;
import static dev.gatehouse.broker.tool.Common.INDEX;
import static dev.gatehouse.broker.tool.Common.MILESTONE;
import static dev.gatehouse.broker.tool.Common.REMOVE_ASSIGNEES;
import static dev.gatehouse.broker.tool.Common.REMOVE_LABELS;
import static dev.gatehouse.broker.tool.Common.TITLE;

import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Target;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Editing, closing and reopening issues.
final class IssueChangeTools {
    private static final Parameter OTHER_MILESTONE =
            MILESTONE.described("milestone, by title; '' is none");
    private static final Parameter OTHER_DUE =
            DueDate.DUE.described("due date, YYYY-MM-DD; '' is none");
    private static final Parameter COMMENT =
            Parameter.text("comment", "what to say").shortly('c').plain();

    private IssueChangeTools() {}

    static List<Tool> all() {
        return List.of(
                Tool.write("issue", "edit", "Change an issue")
                        .plain()
                        .takes(INDEX, TITLE, BODY)
                        .takes(ADD_LABELS, REMOVE_LABELS, ADD_ASSIGNEES, REMOVE_ASSIGNEES)
                        .takes(OTHER_MILESTONE, OTHER_DUE)
                        .needs("issueEditIssue")
                        .does(IssueChangeTools::edit),
                Tool.write("issue", "close", "Close an issue")
                        .plain()
                        .takes(INDEX, COMMENT)
                        .needs("issueEditIssue")
                        .does(call -> state(call, "closed", "closed")),
                Tool.write("issue", "reopen", "Reopen an issue")
                        .plain()
                        .takes(INDEX, COMMENT)
                        .needs("issueEditIssue")
                        .does(call -> state(call, "open", "reopened")));
    }

    private static ToolResult edit(ToolCall call) throws ToolFailure {
        Target target = call.target("issues", call.number(INDEX));
        // Before anything is changed: a wrong name must leave all as it was.
        List<Long> added = Numbers.labels(call, call.texts(ADD_LABELS));
        List<Long> removed = Numbers.labels(call, call.texts(REMOVE_LABELS));
        ObjectNode body = changes(call, target);
        if (body.isEmpty() && added.isEmpty() && removed.isEmpty()) {
            throw ToolFailure.usage(
                    "nothing to change: give a --title, a --body, or another option of issue edit");
        }
        JsonNode issue = body.isEmpty() ? Forge.object() : call.forge().patch(target, body);
        if (!added.isEmpty()) {
            ObjectNode labels = Forge.object();
            added.forEach(labels.withArray("labels")::add);
            call.forge().post(target.and("labels"), labels);
        }
        for (long label : removed) {
            call.forge().delete(target.and("labels", label));
        }
        if (!added.isEmpty() || !removed.isEmpty()) {
            issue = call.forge().get(target);
        }
        return LeftOut.noted(IssueData.done("edited", issue), body, issue, call);
    }

    private static ObjectNode changes(ToolCall call, Target target) throws ToolFailure {
        ObjectNode body = Forge.object();
        call.given(TITLE).ifPresent(title -> body.put("title", title));
        call.given(BODY).ifPresent(text -> body.put("body", text));
        Optional<String> milestone = call.given(OTHER_MILESTONE);
        if (milestone.isPresent()) {
            String title = milestone.get();
            body.put("milestone", title.isEmpty() ? 0 : Numbers.milestone(call, title));
        }
        if (call.given(OTHER_DUE).equals(Optional.of(""))) {
            body.put("unset_due_date", true);
        } else {
            DueDate.given(call).ifPresent(due -> body.put("due_date", due));
        }
        if (Assignees.areToChange(call)) {
            body.set("assignees", Assignees.changed(call.forge().get(target), call));
        }
        return body;
    }

    /// The comment comes last: where the forge does not change the state, none is left behind.
    private static ToolResult state(ToolCall call, String state, String done) throws ToolFailure {
        Target target = call.target("issues", call.number(INDEX));
        JsonNode issue = call.forge().patch(target, Forge.object().put("state", state));
        Optional<String> comment = call.given(COMMENT);
        if (comment.isPresent()) {
            ObjectNode body = Forge.object().put("body", comment.get());
            call.forge().post(target.and("comments"), body);
        }
        return IssueData.done(done, issue);
    }
}
