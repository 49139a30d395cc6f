package dev.gatehouse.shim.endpoint;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.AnswerHead;

/// What `initialize` has agreed on, up to revision 2025-11-25.
///
/// @param id empty where the broker keeps none
/// @param revision empty before
public record Session(String id, String revision) {
    public static final Session NONE = new Session("", "");

    /// The session that a response to `initialize` begins.
    public static Session begunBy(AnswerHead head, Message response) throws Failure {
        String id = head.value("Mcp-Session-Id");
        if (id != null && !isVisible(id)) {
            throw Failure.unreachable(
                    "the broker names its session by what is no name: report this to the"
                            + " operator");
        }
        String revision = response.json().get("result").get("protocolVersion").asText();
        return new Session(id == null ? "" : id, revision);
    }

    private static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x21 || text.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }
}
