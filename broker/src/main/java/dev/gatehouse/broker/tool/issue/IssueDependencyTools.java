package dev.gatehouse.broker.tool.issue;

import static dev.gatehouse.broker.tool.Common.INDEX;
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
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Which issue waits for which: one cannot be closed while it waits for an open one.
final class IssueDependencyTools {
    private static final Parameter ON = Parameter.text("on", "which: 4, or OWNER/REPO#4").operand();
    private static final Parameter BLOCKING =
            Parameter.flag("blocking", "those that wait for it instead");

    private IssueDependencyTools() {}

    static List<Tool> all() {
        return List.of(
                Tool.read("issue", "dependencies", "List the issues that an issue waits for")
                        .takes(INDEX, BLOCKING, LIMIT)
                        .needs("issueListIssueDependencies")
                        .does(IssueDependencyTools::list),
                Tool.write("issue", "depend", "Let an issue wait for another")
                        .takes(INDEX, ON)
                        .needs("issueCreateIssueDependencies")
                        .does(IssueDependencyTools::add),
                Tool.write("issue", "undepend", "Let an issue wait for another no more")
                        .takes(INDEX, ON)
                        .needs("issueRemoveIssueDependencies")
                        .does(IssueDependencyTools::remove));
    }

    private static ToolResult list(ToolCall call) throws ToolFailure {
        Target issue = call.target("issues", call.number(INDEX));
        Listing listing =
                call.forge()
                        .list(
                                issue.and(call.flag(BLOCKING) ? "blocks" : "dependencies"),
                                call.number(LIMIT));
        List<ObjectNode> issues = listing.items().stream().map(IssueData::of).toList();
        return listing.result(issues, IssueData.tableAcross(issues, call.setting().now()));
    }

    private static ToolResult add(ToolCall call) throws ToolFailure {
        IssueReference on = on(call);
        call.forge().post(dependencies(call), body(on));
        return told(call, " waits for ", on);
    }

    private static ToolResult remove(ToolCall call) throws ToolFailure {
        IssueReference on = on(call);
        call.forge().delete(dependencies(call), body(on));
        return told(call, " no longer waits for ", on);
    }

    private static IssueReference on(ToolCall call) throws ToolFailure {
        return IssueReference.of(call.text(ON), call.repository());
    }

    private static Target dependencies(ToolCall call) {
        return call.target("issues", call.number(INDEX), "dependencies");
    }

    private static ObjectNode body(IssueReference on) {
        return Forge.object()
                .put("owner", on.repository().owner())
                .put("repo", on.repository().name())
                .put("index", on.number());
    }

    private static ToolResult told(ToolCall call, String done, IssueReference on) {
        ObjectNode data = Forge.object().put("number", call.number(INDEX)).put("on", on.toString());
        return ToolResult.of(data, new View.Line("#" + call.number(INDEX) + done + on));
    }
}
