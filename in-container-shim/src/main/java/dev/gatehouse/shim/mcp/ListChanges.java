package dev.gatehouse.shim.mcp;

import dev.gatehouse.shim.json.Json;
import dev.gatehouse.shim.json.JsonText;
import java.util.function.Predicate;

/// What is told of the lists of tools and resources after a gap in the broker's own telling: they
/// may have changed, as with a broker that was started anew by another policy.
record ListChanges(ClientOutput output) {
    /// For a client up to revision 2025-11-25.
    void tell(Predicate<String> wanted) {
        tell(wanted, "");
    }

    /// For a subscription since revision 2026-07-28.
    ///
    /// @param subscription the id of its request
    /// @param acknowledged what the broker said it would tell of
    void tell(Json subscription, Json acknowledged) {
        Json types = acknowledged.get("params").get("notifications");
        tell(
                list -> types.get(list + "ListChanged").asText().equals("true"),
                ",\"params\":{\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":"
                        + JsonText.of(subscription)
                        + "}}");
    }

    private void tell(Predicate<String> wanted, String params) {
        for (String list : new String[] {"tools", "resources"}) {
            if (wanted.test(list)) {
                output.send(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/"
                                + list
                                + "/list_changed\""
                                + params
                                + "}");
            }
        }
    }
}
