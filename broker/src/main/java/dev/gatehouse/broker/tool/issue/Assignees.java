package dev.gatehouse.broker.tool.issue;

import static dev.gatehouse.broker.tool.Common.ADD_ASSIGNEES;
import static dev.gatehouse.broker.tool.Common.REMOVE_ASSIGNEES;

import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.forge.Forge;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Who an issue or a pull request is for. The forge takes only the whole list of them.
public final class Assignees {
    private Assignees() {}

    /// Whether a call that edits names any.
    public static boolean areToChange(ToolCall call) {
        return !call.texts(ADD_ASSIGNEES).isEmpty() || !call.texts(REMOVE_ASSIGNEES).isEmpty();
    }

    /// As a call that edits wants them.
    ///
    /// @param before the forge's issue or pull request, as it is
    public static ArrayNode changed(JsonNode before, ToolCall call) {
        return changed(before, call.texts(ADD_ASSIGNEES), call.texts(REMOVE_ASSIGNEES), call);
    }

    /// @param before the forge's, as it is
    static ArrayNode changed(
            JsonNode before, List<String> added, List<String> removed, ToolCall call) {
        ArrayNode logins = Forge.object().arrayNode();
        List<String> gone = removed.stream().map(call::account).toList();
        for (JsonNode account : before.path("assignees")) {
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
