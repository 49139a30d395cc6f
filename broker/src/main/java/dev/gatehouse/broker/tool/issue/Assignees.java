package dev.gatehouse.broker.tool.issue;

import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.forge.Forge;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Who an issue is for. The forge takes only the whole list of them.
final class Assignees {
    private Assignees() {}

    /// @param issue the forge's, as it is
    static ArrayNode changed(
            JsonNode issue, List<String> added, List<String> removed, ToolCall call) {
        ArrayNode logins = Forge.object().arrayNode();
        List<String> gone = removed.stream().map(call::account).toList();
        for (JsonNode account : issue.path("assignees")) {
            add(logins, account.path("login").asString(""), gone);
        }
        added.stream().map(call::account).forEach(login -> add(logins, login, gone));
        return logins;
    }

    private static void add(ArrayNode logins, String login, List<String> gone) {
        boolean there =
                logins.valueStream().anyMatch(one -> one.asString("").equalsIgnoreCase(login));
        if (!there && gone.stream().noneMatch(login::equalsIgnoreCase)) {
            logins.add(login);
        }
    }
}
