package dev.gatehouse.broker.tool.planning;

import static dev.gatehouse.broker.tool.Common.LIMIT;
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
import dev.gatehouse.broker.tool.issue.DueDate;
import dev.gatehouse.broker.tool.issue.Numbers;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `forge milestone`: what is to be done until when. An issue is put into one by `forge issue
/// milestone`.
public final class MilestoneTools {
    private static final Parameter MILESTONE =
            Parameter.text("milestone", "its title").operand().plain();
    private static final Parameter STATE =
            Parameter.choice("state", "which", "open", "closed", "all")
                    .shortly('s')
                    .otherwise("open")
                    .plain();
    private static final Parameter DESCRIPTION =
            Parameter.text("description", "what it is for").shortly('d');

    private MilestoneTools() {}

    public static List<Tool> all() {
        return List.of(
                Tool.read("milestone", "list", "List milestones")
                        .plain()
                        .takes(STATE, LIMIT)
                        .needs("issueGetMilestonesList")
                        .does(MilestoneTools::list),
                Tool.read("milestone", "view", "Show a milestone")
                        .plain()
                        .takes(MILESTONE)
                        .needs("issueGetMilestonesList")
                        .does(MilestoneTools::view),
                Tool.write("milestone", "create", "Add a milestone")
                        .plain()
                        .takes(MILESTONE, DESCRIPTION, DueDate.DUE)
                        .needs("issueCreateMilestone")
                        .does(MilestoneTools::create),
                Tool.write("milestone", "edit", "Change a milestone")
                        .plain()
                        .takes(MILESTONE, TITLE, DESCRIPTION, DueDate.DUE)
                        .needs("issueGetMilestonesList", "issueEditMilestone")
                        .does(MilestoneTools::edit),
                Tool.write("milestone", "close", "Close a milestone")
                        .plain()
                        .takes(MILESTONE)
                        .needs("issueGetMilestonesList", "issueEditMilestone")
                        .does(call -> state(call, "closed", "closed")),
                Tool.write("milestone", "reopen", "Reopen a milestone")
                        .plain()
                        .takes(MILESTONE)
                        .needs("issueGetMilestonesList", "issueEditMilestone")
                        .does(call -> state(call, "open", "reopened")),
                Tool.destroy("milestone", "delete", "Delete a milestone; its issues stay")
                        .plain()
                        .takes(MILESTONE)
                        .needs("issueGetMilestonesList", "issueDeleteMilestone")
                        .does(MilestoneTools::delete));
    }

    private static ToolResult list(ToolCall call) throws ToolFailure {
        Listing listing =
                call.forge()
                        .list(
                                call.target("milestones").with("state", call.text(STATE)),
                                call.number(LIMIT));
        List<ObjectNode> milestones =
                listing.items().stream().map(one -> MilestoneData.of(one, call)).toList();
        return listing.result(milestones, MilestoneData.table(milestones))
                .shownAt(call.setting().forgeUrl() + "/" + call.repository() + "/milestones");
    }

    private static ToolResult view(ToolCall call) throws ToolFailure {
        ObjectNode milestone =
                MilestoneData.of(Numbers.milestoneNode(call, call.text(MILESTONE)), call);
        return ToolResult.of(milestone, MilestoneData.card(milestone, call.setting().now()))
                .shownAt(milestone.path("url").asString());
    }

    private static ToolResult create(ToolCall call) throws ToolFailure {
        ObjectNode body = Forge.object().put("title", call.text(MILESTONE));
        describe(call, body);
        return told("created", call.forge().post(call.target("milestones"), body), call);
    }

    private static ToolResult edit(ToolCall call) throws ToolFailure {
        ObjectNode body = Forge.object();
        call.given(TITLE).ifPresent(title -> body.put("title", title));
        describe(call, body);
        if (body.isEmpty()) {
            throw ToolFailure.usage("nothing to change: give a --title, --description or --due");
        }
        return told("edited", call.forge().patch(named(call), body), call);
    }

    private static void describe(ToolCall call, ObjectNode body) throws ToolFailure {
        call.given(DESCRIPTION).ifPresent(text -> body.put("description", text));
        DueDate.given(call).ifPresent(due -> body.put("due_on", due));
    }

    private static ToolResult state(ToolCall call, String state, String done) throws ToolFailure {
        ObjectNode body = Forge.object().put("state", state);
        return told(done, call.forge().patch(named(call), body), call);
    }

    private static ToolResult delete(ToolCall call) throws ToolFailure {
        call.forge().delete(named(call));
        String title = call.text(MILESTONE);
        return ToolResult.of(
                Forge.object().put("title", title),
                new View.Line("deleted milestone '" + title + "'"));
    }

    private static Target named(ToolCall call) throws ToolFailure {
        return call.target("milestones", Numbers.milestone(call, call.text(MILESTONE)));
    }

    private static ToolResult told(String done, JsonNode answer, ToolCall call) {
        ObjectNode milestone = MilestoneData.of(answer, call);
        String url = milestone.path("url").asString();
        return ToolResult.of(
                        milestone,
                        new View.Line(
                                done
                                        + " milestone '"
                                        + milestone.path("title").asString()
                                        + "': "
                                        + url))
                .shownAt(url);
    }
}
