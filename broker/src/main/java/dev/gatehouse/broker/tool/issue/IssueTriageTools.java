package dev.gatehouse.broker.tool.issue;

import static dev.gatehouse.broker.tool.Common.ASSIGNEES;
import static dev.gatehouse.broker.tool.Common.INDEX;
import static dev.gatehouse.broker.tool.Common.LABELS;
import static dev.gatehouse.broker.tool.Common.MILESTONE;

import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Who an issue is for, what it is about, and when it is due: one change in one call.
final class IssueTriageTools {
    private static final Parameter WHOM =
            ASSIGNEES.described("whom; you, if nobody is named").optionalOperand();
    private static final Parameter REMOVE = Parameter.flag("remove", "take away instead");
    private static final Parameter SET = Parameter.flag("set", "these and no others");
    private static final Parameter CLEAR = Parameter.flag("clear", "without any");

    private IssueTriageTools() {}

    static List<Tool> all() {
        return List.of(
                Tool.write("issue", "assign", "Assign an issue")
                        .plain()
                        .takes(INDEX, WHOM)
                        .needs("issueGetIssue", "issueEditIssue")
                        .does(call -> assign(call, whom(call), List.of())),
                Tool.write("issue", "unassign", "Unassign an issue")
                        .plain()
                        .takes(INDEX, WHOM)
                        .needs("issueGetIssue", "issueEditIssue")
                        .does(call -> assign(call, List.of(), whom(call))),
                Tool.write("issue", "label", "Label an issue")
                        .plain()
                        .takes(INDEX, LABELS.optionalOperand(), REMOVE, SET, CLEAR)
                        .needs("issueListLabels", "issueAddLabel")
                        .does(IssueTriageTools::label),
                Tool.write("issue", "milestone", "Put an issue into a milestone")
                        .takes(INDEX, MILESTONE.optionalOperand(), REMOVE)
                        .needs("issueGetMilestonesList", "issueEditIssue")
                        .does(IssueTriageTools::milestone));
    }

    private static List<String> whom(ToolCall call) {
        List<String> named = call.texts(WHOM);
        return named.isEmpty() ? List.of("@me") : named;
    }

    private static ToolResult assign(ToolCall call, List<String> added, List<String> removed)
            throws ToolFailure {
        Target target = call.target("issues", call.number(INDEX));
        ObjectNode body = Forge.object();
        body.set("assignees", Assignees.changed(call.forge().get(target), added, removed, call));
        JsonNode issue = call.forge().patch(target, body);
        String names = IssueData.joined(IssueData.names(issue.path("assignees"), "login"));
        return LeftOut.noted(
                told(issue, names.isEmpty() ? "is for nobody" : "is for " + names),
                body,
                issue,
                call);
    }

    private static ToolResult label(ToolCall call) throws ToolFailure {
        List<String> names = call.texts(LABELS);
        boolean clear = call.flag(CLEAR);
        long ways = Stream.of(call.flag(REMOVE), call.flag(SET), clear).filter(way -> way).count();
        if (ways > 1 || clear != names.isEmpty()) {
            throw ToolFailure.usage(
                    "name labels to add, or to --remove or to --set; or none with --clear");
        }
        Target issue = call.target("issues", call.number(INDEX));
        Target labels = issue.and("labels");
        List<Long> ids = Numbers.labels(call, names);
        ObjectNode body = Forge.object();
        ids.forEach(body.withArray("labels")::add);
        if (clear) {
            call.forge().delete(labels);
        } else if (call.flag(SET)) {
            call.forge().put(labels, body);
        } else if (call.flag(REMOVE)) {
            for (long id : ids) {
                call.forge().delete(labels.and(id));
            }
        } else {
            call.forge().post(labels, body);
        }
        JsonNode now = call.forge().get(issue);
        String all = IssueData.joined(IssueData.names(now.path("labels"), "name"));
        return told(now, all.isEmpty() ? "has no labels" : "has labels " + all);
    }

    private static ToolResult milestone(ToolCall call) throws ToolFailure {
        Optional<String> title = call.given(MILESTONE);
        if (title.isPresent() == call.flag(REMOVE)) {
            throw ToolFailure.usage("name a milestone, by its title; or none with --remove");
        }
        long id = title.isPresent() ? Numbers.milestone(call, title.get()) : 0;
        ObjectNode body = Forge.object().put("milestone", id);
        JsonNode issue = call.forge().patch(call.target("issues", call.number(INDEX)), body);
        String now = issue.path("milestone").path("title").asString("");
        return LeftOut.noted(
                told(issue, now.isEmpty() ? "is in no milestone" : "is in milestone " + now),
                body,
                issue,
                call);
    }

    /// What holds of the issue now.
    private static ToolResult told(JsonNode answer, String fact) {
        ObjectNode issue = IssueData.of(answer);
        return ToolResult.of(issue, new View.Line("#" + issue.path("number").asLong() + " " + fact))
                .shownAt(issue.path("url").asString());
    }
}
