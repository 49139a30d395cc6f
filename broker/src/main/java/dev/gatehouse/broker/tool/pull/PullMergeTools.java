package dev.gatehouse.broker.tool.pull;

import static dev.gatehouse.broker.tool.pull.Chosen.NUMBER;

import dev.gatehouse.broker.tool.Common;
import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Merging a pull request, and bringing it up to date with its base.
final class PullMergeTools {
    private static final List<Parameter> STYLES =
            List.of(
                    Parameter.flag("merge", "by a merge commit").shortly('m'),
                    Parameter.flag("squash", "as one commit").shortly('s'),
                    Parameter.flag("rebase", "by rebasing").shortly('r').plain(),
                    Parameter.flag("rebase-merge", "rebased, by a merge commit"),
                    Parameter.flag("fast-forward-only", "the base moves to its head"));
    private static final Parameter TITLE = Common.TITLE.described("the commit's title");
    private static final Parameter BODY = Common.BODY.described("the commit's message");
    private static final Parameter DELETE_BRANCH =
            Parameter.flag("delete-branch", "delete its branch too").shortly('d').plain();
    private static final Parameter AUTO = Parameter.flag("auto", "when its checks succeed");
    private static final Parameter REBASE =
            Parameter.flag("rebase", "by rebasing; the branch is rewritten").plain();

    private PullMergeTools() {}

    static List<Tool> all() {
        return List.of(
                Tool.write("pr", "merge", "Merge a pull request")
                        .takes(NUMBER)
                        .takes(STYLES.toArray(Parameter[]::new))
                        .takes(TITLE, BODY, DELETE_BRANCH, AUTO)
                        .needs("repoGetPullRequest", "repoMergePullRequest")
                        .does(PullMergeTools::merge),
                Tool.write("pr", "update-branch", "Bring in what is new on the base")
                        .takes(NUMBER, REBASE)
                        .needs("repoUpdatePullRequest")
                        .does(PullMergeTools::update));
    }

    private static ToolResult merge(ToolCall call) throws ToolFailure {
        JsonNode pull = Chosen.pull(call);
        long number = pull.path("number").asLong();
        if (pull.path("draft").asBoolean(false)) {
            throw ToolFailure.usage("#" + number + " is a draft; first: forge pr ready " + number);
        }
        String head = pull.path("head").path("sha").asString("");
        String style = style(call, pull);
        ObjectNode wanted = Forge.object();
        wanted.put("Do", style);
        // Whatever is pushed meanwhile was not looked at: then the forge says no.
        wanted.put("head_commit_id", head);
        call.given(TITLE).ifPresent(text -> wanted.put("MergeTitleField", text));
        call.given(BODY).ifPresent(text -> wanted.put("MergeMessageField", text));
        if (call.flag(DELETE_BRANCH)) {
            wanted.put("delete_branch_after_merge", true);
        }
        if (call.flag(AUTO)) {
            wanted.put("merge_when_checks_succeed", true);
        }
        call.forge().post(Chosen.target(call, number, "merge"), wanted);
        ObjectNode data = PullData.of(call.forge().get(Chosen.target(call, number)));
        boolean merged = data.path("state").asString().equals("merged");
        String line =
                merged
                        ? "merged #" + number + " (" + style + ", head " + head + ")"
                        : "#" + number + " will be merged when its checks succeed";
        String url = data.path("url").asString();
        return ToolResult.of(data, new View.Line(line + ": " + url)).shownAt(url);
    }

    /// Given none, the repository's own.
    private static String style(ToolCall call, JsonNode pull) throws ToolFailure {
        List<String> given = STYLES.stream().filter(call::flag).map(Parameter::name).toList();
        if (given.size() > 1) {
            throw ToolFailure.usage(
                    "give one way to merge, not --" + String.join(" and --", given));
        }
        String own = pull.path("base").path("repo").path("default_merge_style").asString("");
        return !given.isEmpty() ? given.getFirst() : own.isEmpty() ? "merge" : own;
    }

    private static ToolResult update(ToolCall call) throws ToolFailure {
        long number = Chosen.number(call);
        String style = call.flag(REBASE) ? "rebase" : "merge";
        call.forge().post(Chosen.target(call, number, "update").with("style", style));
        ObjectNode data = Forge.object().put("number", number).put("style", style);
        return ToolResult.of(
                data,
                new View.Line(
                        "#"
                                + number
                                + " has all of its base now ("
                                + style
                                + "); git pull gets it"));
    }
}
