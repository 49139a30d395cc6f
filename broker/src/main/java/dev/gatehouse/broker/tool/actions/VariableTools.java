package dev.gatehouse.broker.tool.actions;

import static dev.gatehouse.broker.tool.Common.LIMIT;

import dev.gatehouse.broker.tool.Common;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The repository's variables for workflows. They decide what runs do, so no role includes them.
final class VariableTools {
    private static final Parameter NAME = Parameter.text("name", "its name").operand().plain();
    private static final Parameter VALUE = Common.BODY.described("its value").required();

    private VariableTools() {}

    static List<Tool> all() {
        return List.of(
                Tool.read("actions", "variables", "List variables of workflows")
                        .takes(LIMIT)
                        .needs("getRepoVariablesList")
                        .does(VariableTools::list),
                Tool.write("actions", "set-variable", "Set a variable")
                        .takes(NAME, VALUE)
                        .needs("getRepoVariable", "createRepoVariable", "updateRepoVariable")
                        .does(VariableTools::set),
                Tool.destroy("actions", "delete-variable", "Delete a variable")
                        .takes(NAME)
                        .needs("deleteRepoVariable")
                        .does(VariableTools::delete));
    }

    private static ToolResult list(ToolCall call) throws ToolFailure {
        Listing listing =
                call.forge().list(call.target("actions", "variables"), call.number(LIMIT));
        List<ObjectNode> variables = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode variable : listing.items()) {
            String name = variable.path("name").asString("");
            String value = variable.path("data").asString("");
            variables.add(Forge.object().put("name", name).put("value", value));
            rows.add(List.of(name, value));
        }
        return listing.result(
                variables, new View.Table(List.of("NAME", "VALUE"), rows, "no variables"));
    }

    private static ToolResult set(ToolCall call) throws ToolFailure {
        String name = call.text(NAME);
        String value = call.text(VALUE);
        Target target = call.target("actions", "variables", name);
        ObjectNode wanted = Forge.object().put("value", value);
        if (call.forge().find(target).isPresent()) {
            call.forge().put(target, wanted);
        } else {
            call.forge().post(target, wanted);
        }
        return ToolResult.of(
                Forge.object().put("name", name).put("value", value), new View.Line("set " + name));
    }

    private static ToolResult delete(ToolCall call) throws ToolFailure {
        String name = call.text(NAME);
        call.forge().delete(call.target("actions", "variables", name));
        return ToolResult.of(
                Forge.object().put("name", name).put("deleted", true),
                new View.Line("deleted the variable " + name));
    }
}
