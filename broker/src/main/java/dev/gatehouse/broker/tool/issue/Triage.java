package dev.gatehouse.broker.tool.issue;

import static dev.gatehouse.broker.tool.Common.ASSIGNEES;
import static dev.gatehouse.broker.tool.Common.LABELS;
import static dev.gatehouse.broker.tool.Common.MILESTONE;

import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What a new issue or pull request is about and who it is for.
public final class Triage {
    private Triage() {}

    /// Puts the labels, assignees and milestone that are given into the body of what is opened.
    public static void given(ToolCall call, ObjectNode body) throws ToolFailure {
        Numbers.labels(call, call.texts(LABELS)).forEach(body.withArray("labels")::add);
        call.texts(ASSIGNEES).forEach(name -> body.withArray("assignees").add(call.account(name)));
        Optional<String> milestone = call.given(MILESTONE);
        if (milestone.isPresent()) {
            body.put("milestone", Numbers.milestone(call, milestone.get()));
        }
    }
}
