package dev.gatehouse.broker.tool.pull;

import static dev.gatehouse.broker.tool.Common.ADD_ASSIGNEES;
import static dev.gatehouse.broker.tool.Common.ADD_LABELS;
import static dev.gatehouse.broker.tool.Common.BODY;
import static dev.gatehouse.broker.tool.Common.MILESTONE;
import static dev.gatehouse.broker.tool.Common.REMOVE_ASSIGNEES;
import static dev.gatehouse.broker.tool.Common.REMOVE_LABELS;
import static dev.gatehouse.broker.tool.Common.TITLE;
import static dev.gatehouse.broker.tool.pull.Chosen.NUMBER;

import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.issue.Assignees;
import dev.gatehouse.broker.tool.issue.Numbers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Changing what a pull request says of itself, and its state.
final class PullEditTools {
    private static final Parameter BASE =
            Parameter.text("base", "onto this branch").shortly('B').plain();
    private static final Parameter REMOVE_MILESTONE =
            Parameter.flag("remove-milestone", "take it out of its milestone").plain();
    private static final Parameter COMMENT =
            Parameter.text("comment", "what to say about it").shortly('c').plain();
    private static final Parameter DELETE_BRANCH =
            Parameter.flag("delete-branch", "delete its branch too").shortly('d').plain();
    private static final Parameter UNDO = Parameter.flag("undo", "make it a draft again");

    private PullEditTools() {}

    static List<Tool> all() {
        return List.of(
                Tool.write("pr", "edit", "Change a pull request")
                        .plain()
                        .takes(NUMBER, TITLE, BODY, BASE, MILESTONE, REMOVE_MILESTONE)
                        .takes(ADD_LABELS, REMOVE_LABELS, ADD_ASSIGNEES, REMOVE_ASSIGNEES)
                        .needs("repoEditPullRequest")
                        .does(PullEditTools::edit),
                Tool.write("pr", "ready", "End being a draft")
                        .takes(NUMBER, UNDO)
                        .needs("repoEditPullRequest")
                        .does(PullEditTools::ready),
                Tool.write("pr", "close", "Close a pull request, unmerged")
                        .plain()
                        .takes(NUMBER, COMMENT, DELETE_BRANCH)
                        .needs("issueEditIssue")
                        .does(PullEditTools::close),
                Tool.write("pr", "reopen", "Open a closed pull request again")
                        .plain()
                        .takes(NUMBER, COMMENT)
                        .needs("issueEditIssue")
                        .does(PullEditTools::reopen));
    }

    private static ToolResult edit(ToolCall call) throws ToolFailure {
        JsonNode pull = Chosen.pull(call);
        ObjectNode wanted = Forge.object();
        call.given(TITLE).ifPresent(text -> wanted.put("title", text));
        call.given(BODY).ifPresent(text -> wanted.put("body", text));
        call.given(BASE).ifPresent(branch -> wanted.put("base", branch));
        Optional<String> milestone = call.given(MILESTONE);
        if (milestone.isPresent()) {
            wanted.put("milestone", Numbers.milestone(call, milestone.get()));
        }
        labels(call, pull, wanted);
        if (Assignees.areToChange(call)) {
            wanted.set("assignees", Assignees.changed(pull, call));
        }
        if (call.flag(REMOVE_MILESTONE)) {
            takeOutOfMilestone(call, pull);
        } else if (wanted.isEmpty()) {
            throw ToolFailure.usage("nothing to change: give an option, such as --title");
        }
        return changed(call, pull, wanted, "changed");
    }

    /// As an issue: of a pull request the forge takes no milestone for none given.
    private static void takeOutOfMilestone(ToolCall call, JsonNode pull) throws ToolFailure {
        call.forge()
                .patch(
                        call.target("issues", pull.path("number").asLong()),
                        Forge.object().put("milestone", 0));
    }

    /// The forge takes the whole list only.
    private static void labels(ToolCall call, JsonNode pull, ObjectNode wanted) throws ToolFailure {
        List<String> added = call.texts(ADD_LABELS);
        List<String> removed = call.texts(REMOVE_LABELS);
        if (added.isEmpty() && removed.isEmpty()) {
            return;
        }
        Set<Long> ids = new TreeSet<>();
        pull.path("labels").forEach(label -> ids.add(label.path("id").asLong()));
        ids.addAll(Numbers.labels(call, added));
        Numbers.labels(call, removed).forEach(ids::remove);
        ids.forEach(wanted.putArray("labels")::add);
    }

    private static ToolResult ready(ToolCall call) throws ToolFailure {
        JsonNode pull = Chosen.pull(call);
        String title = pull.path("title").asString("");
        String wanted = call.flag(UNDO) ? Draft.mark(title) : Draft.ready(title);
        return changed(
                call,
                pull,
                Forge.object().put("title", wanted),
                call.flag(UNDO) ? "made a draft" : "made ready");
    }

    private static ToolResult changed(ToolCall call, JsonNode pull, ObjectNode wanted, String done)
            throws ToolFailure {
        long number = pull.path("number").asLong();
        ObjectNode data = PullData.of(call.forge().patch(Chosen.target(call, number), wanted));
        String url = data.path("url").asString();
        return ToolResult.of(data, new View.Line(done + " #" + number + ": " + url)).shownAt(url);
    }

    private static ToolResult close(ToolCall call) throws ToolFailure {
        JsonNode pull = Chosen.pull(call);
        String branch = PullData.headBranch(pull);
        if (call.flag(DELETE_BRANCH) && !PullData.isFromBranchHere(pull)) {
            throw ToolFailure.usage(
                    "'" + branch + "' is no branch of this repository; leave --delete-branch out");
        }
        ToolResult closed = inState(call, pull, "closed");
        if (!call.flag(DELETE_BRANCH)) {
            return closed;
        }
        call.forge().delete(call.target("branches").file(branch));
        return closed.noting("deleted the branch " + branch);
    }

    private static ToolResult reopen(ToolCall call) throws ToolFailure {
        return inState(call, Chosen.pull(call), "open");
    }

    /// As an issue, since more agents may do that, and a merged one answers why it cannot.
    private static ToolResult inState(ToolCall call, JsonNode pull, String state)
            throws ToolFailure {
        long number = pull.path("number").asLong();
        Optional<String> comment = call.given(COMMENT);
        if (comment.isPresent()) {
            call.forge()
                    .post(
                            call.target("issues", number, "comments"),
                            Forge.object().put("body", comment.get()));
        }
        call.forge().patch(call.target("issues", number), Forge.object().put("state", state));
        ObjectNode data = PullData.of(pull).put("state", state);
        String url = data.path("url").asString();
        String done = state.equals("open") ? "reopened #" : "closed #";
        return ToolResult.of(data, new View.Line(done + number + ": " + url)).shownAt(url);
    }
}
