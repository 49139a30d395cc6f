package dev.gatehouse.shim.ask;

import dev.gatehouse.shim.json.Json;
import java.util.List;

/// The broker's policy answer as readable lines.
public final class PolicyText {
    private PolicyText() {}

    static String of(Json document) {
        StringBuilder text = new StringBuilder(512);
        text.append("agent ").append(Plain.of(document.get("agent")));
        text.append(", account ").append(Plain.of(document.get("account"))).append('\n');
        List<Json> grants = document.get("grants").items();
        if (grants.isEmpty()) {
            text.append("\nno grants: every call on a repository is refused\n");
        }
        for (Json grant : grants) {
            append(text, grant);
        }
        appendLimits(text, document.get("limits"));
        return text.toString();
    }

    /// The policy in one line.
    public static String summary(Json document) {
        StringBuilder line = new StringBuilder();
        for (Json grant : document.get("grants").items()) {
            line.append(line.isEmpty() ? "" : "; ");
            line.append(Plain.list(grant.get("roles"), "no role")).append(" on ");
            line.append(Plain.list(grant.get("repositories"), "nothing"));
        }
        return line.toString();
    }

    private static void append(StringBuilder text, Json grant) {
        text.append('\n').append(Plain.list(grant.get("repositories"), "no repository"));
        text.append('\n');
        row(text, "roles", Plain.list(grant.get("roles"), "none"));
        row(text, "also allowed", Plain.list(grant.get("allow"), ""));
        row(text, "denied", Plain.list(grant.get("deny"), ""));
        row(text, "risks accepted", Plain.list(grant.get("accept-risk"), ""));
        Json push = grant.get("push");
        if (push instanceof Json.Members) {
            row(text, "push branches", Plain.list(push.get("branches"), "none"));
            row(text, "push tags", Plain.list(push.get("tags"), "none"));
            row(
                    text,
                    "push may",
                    "create: "
                            + Plain.yesOrNo(push.get("create"))
                            + ", force: "
                            + Plain.yesOrNo(push.get("force"))
                            + ", delete: "
                            + Plain.yesOrNo(push.get("delete")));
        }
        Json paths = grant.get("paths");
        if (paths instanceof Json.Members) {
            row(text, "protected", Plain.list(paths.get("deny"), ""));
        }
    }

    private static void appendLimits(StringBuilder text, Json limits) {
        if (!(limits instanceof Json.Members)) {
            return;
        }
        text.append("\nlimits\n");
        row(text, "rate", Plain.of(limits.get("requests-per-minute")) + " requests a minute");
        row(text, "concurrent", Plain.of(limits.get("concurrent")) + " at a time");
        row(text, "body", Plain.of(limits.get("body")) + " bytes");
    }

    private static void row(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append("  ").append(name).append(" ".repeat(Math.max(1, 16 - name.length())));
            text.append(value).append('\n');
        }
    }
}
