package dev.gatehouse.broker.tool.pull;

import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What was reported on a commit, the newest of each context.
///
/// @param all each with `name`, `state`, `description` and `link`
record Checks(String commit, List<ObjectNode> all) {
    private static final int MOST = 1000;
    private static final Set<String> FAILED = Set.of("failure", "error");

    Checks {
        all = List.copyOf(all);
    }

    static Checks of(ToolCall call, String commit) throws ToolFailure {
        Listing statuses =
                call.forge().list(call.target("commits", commit, "status"), MOST, "statuses");
        return new Checks(commit, statuses.items().stream().map(Checks::check).toList());
    }

    private static ObjectNode check(JsonNode status) {
        ObjectNode data = Forge.object();
        data.put("name", status.path("context").asString(""));
        data.put("state", status.path("status").asString(""));
        data.put("description", status.path("description").asString(""));
        data.put("link", status.path("target_url").asString(""));
        data.put("updatedAt", status.path("updated_at").asString(""));
        return data;
    }

    /// In one word: `failure`, `pending`, `success`, or `none`.
    String state() {
        if (all.isEmpty()) {
            return "none";
        }
        if (!failed().isEmpty()) {
            return "failure";
        }
        return pending().isEmpty() ? "success" : "pending";
    }

    List<ObjectNode> failed() {
        return having(FAILED::contains);
    }

    List<ObjectNode> pending() {
        return having("pending"::equals);
    }

    private List<ObjectNode> having(Predicate<String> state) {
        return all.stream().filter(check -> state.test(check.path("state").asString())).toList();
    }

    static String names(List<ObjectNode> checks) {
        return checks.stream()
                .map(check -> check.path("name").asString())
                .collect(Collectors.joining(", "));
    }

    View table() {
        List<List<String>> rows = new ArrayList<>();
        for (ObjectNode check : all) {
            rows.add(
                    List.of(
                            check.path("state").asString(),
                            check.path("name").asString(),
                            check.path("description").asString(),
                            check.path("link").asString()));
        }
        return new View.Table(
                List.of("CHECK", "NAME", "DESCRIPTION", "LINK"),
                rows,
                "no checks have reported on " + commit);
    }
}
