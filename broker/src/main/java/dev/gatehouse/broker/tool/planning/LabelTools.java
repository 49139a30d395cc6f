package dev.gatehouse.broker.tool.planning;

import static dev.gatehouse.broker.tool.Common.LIMIT;

import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Listing;
import dev.gatehouse.broker.tool.forge.Target;
import dev.gatehouse.broker.tool.issue.Numbers;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `forge label`: the labels a repository has.
public final class LabelTools {
    private static final Parameter NAME = Parameter.text("label", "its name").operand().plain();
    private static final Parameter NEW_NAME =
            Parameter.text("name", "new name").shortly('n').plain();
    private static final Parameter COLOR =
            Parameter.text("color", "color, as in #ee0701").shortly('c');
    private static final Parameter FIRST_COLOR = COLOR.otherwise("#ededed");
    private static final Parameter MOST = LIMIT.otherwise("100");
    private static final Parameter DESCRIPTION =
            Parameter.text("description", "what it is for").shortly('d');

    private LabelTools() {}

    public static List<Tool> all() {
        return List.of(
                Tool.read("label", "list", "List labels")
                        .plain()
                        .takes(MOST)
                        .needs("issueListLabels")
                        .does(LabelTools::list),
                Tool.write("label", "create", "Add a label to the repository")
                        .plain()
                        .takes(NAME, FIRST_COLOR, DESCRIPTION)
                        .needs("issueCreateLabel")
                        .does(LabelTools::create),
                Tool.write("label", "edit", "Change a label")
                        .plain()
                        .takes(NAME, NEW_NAME, COLOR, DESCRIPTION)
                        .needs("issueListLabels", "issueEditLabel")
                        .does(LabelTools::edit),
                Tool.destroy("label", "delete", "Delete a label, and take it off all issues")
                        .plain()
                        .takes(NAME)
                        .needs("issueListLabels", "issueDeleteLabel")
                        .does(LabelTools::delete));
    }

    private static ToolResult list(ToolCall call) throws ToolFailure {
        Listing listing = call.forge().list(call.target("labels"), call.number(MOST));
        List<ObjectNode> labels = listing.items().stream().map(LabelData::of).toList();
        return listing.result(labels, LabelData.table(labels))
                .shownAt(call.setting().forgeUrl() + "/" + call.repository() + "/labels");
    }

    private static ToolResult create(ToolCall call) throws ToolFailure {
        ObjectNode body =
                Forge.object().put("name", call.text(NAME)).put("color", call.text(FIRST_COLOR));
        call.given(DESCRIPTION).ifPresent(text -> body.put("description", text));
        return told("created", call.forge().post(call.target("labels"), body));
    }

    private static ToolResult edit(ToolCall call) throws ToolFailure {
        ObjectNode body = Forge.object();
        call.given(NEW_NAME).ifPresent(name -> body.put("name", name));
        call.given(COLOR).ifPresent(color -> body.put("color", color));
        call.given(DESCRIPTION).ifPresent(text -> body.put("description", text));
        if (body.isEmpty()) {
            throw ToolFailure.usage(
                    "nothing to change: give a --name, a --color or a --description");
        }
        return told("edited", call.forge().patch(named(call), body));
    }

    private static ToolResult delete(ToolCall call) throws ToolFailure {
        call.forge().delete(named(call));
        String name = call.text(NAME);
        return ToolResult.of(
                Forge.object().put("name", name), new View.Line("deleted label '" + name + "'"));
    }

    private static Target named(ToolCall call) throws ToolFailure {
        return call.target("labels", Numbers.labels(call, List.of(call.text(NAME))).getFirst());
    }

    private static ToolResult told(String done, JsonNode answer) {
        ObjectNode label = LabelData.of(answer);
        return ToolResult.of(
                label, new View.Line(done + " label '" + label.path("name").asString() + "'"));
    }
}
