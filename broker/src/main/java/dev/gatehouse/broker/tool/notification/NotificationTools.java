package dev.gatehouse.broker.tool.notification;

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
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// `forge notification`: what is new for the agent's account.
public final class NotificationTools {
    private static final Parameter ALL = Parameter.flag("all", "those that are read too");
    private static final Parameter THREAD =
            Parameter.number("id", "only this one").optionalOperand();

    private NotificationTools() {}

    public static List<Tool> all() {
        return List.of(
                Tool.read("notification", "list", "List what is new in the repository")
                        .plain()
                        .takes(ALL, LIMIT)
                        .needs("notifyGetRepoList")
                        .does(call -> list(call, call.target("notifications"))),
                Tool.read("notification", "inbox", "List what is new in all repositories")
                        .takes(ALL, LIMIT)
                        .needs("notifyGetList")
                        .ofNoRepository()
                        .does(call -> list(call, Target.of("notifications"))),
                Tool.write("notification", "read", "Mark notifications of the repository as read")
                        .takes(THREAD)
                        .needs("notifyReadRepoList")
                        .does(NotificationTools::read));
    }

    private static ToolResult list(ToolCall call, Target target) throws ToolFailure {
        Listing listing = call.forge().list(target.with("all", call.flag(ALL)), call.number(LIMIT));
        List<ObjectNode> threads = listing.items().stream().map(NotificationData::of).toList();
        return listing.result(threads, NotificationData.table(threads, call.setting().now()))
                .shownAt(call.setting().forgeUrl() + "/notifications");
    }

    private static ToolResult read(ToolCall call) throws ToolFailure {
        Optional<Long> thread = call.givenNumber(THREAD);
        if (thread.isPresent()) {
            Target one = Target.of("notifications", "threads", thread.get());
            call.forge().patch(one.with("to-status", "read"));
            return ToolResult.of(
                    Forge.object().put("id", thread.get()),
                    new View.Line("marked notification " + thread.get() + " as read"));
        }
        Target all = call.target("notifications");
        call.forge().put(all.with("status-types", "unread").with("to-status", "read"));
        return ToolResult.of(
                Forge.object().put("repository", call.repository().toString()),
                new View.Line("marked all notifications of " + call.repository() + " as read"));
    }
}
