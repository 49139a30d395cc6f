package dev.gatehouse.shim.endpoint;

import dev.gatehouse.shim.exchange.Header;
import dev.gatehouse.shim.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// What the HTTP transport says of a message outside of it: in revision 2026-07-28 the section
/// "Request Metadata", in 2025-11-25 the session.
final class MessageHeaders {
    private static final String BEGIN = "=?base64?";
    private static final String END = "?=";

    private MessageHeaders() {}

    static List<Header> of(Message message, Session session) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Content-Type", "application/json"));
        headers.add(new Header("Accept", "application/json, text/event-stream"));
        if (message.isStateless()) {
            headers.add(new Header("MCP-Protocol-Version", value(message.revision())));
            headers.add(new Header("Mcp-Method", value(message.method())));
            addName(headers, message);
        } else {
            addSession(headers, session);
        }
        return headers;
    }

    static void addSession(List<Header> headers, Session session) {
        if (!session.revision().isEmpty()) {
            headers.add(new Header("MCP-Protocol-Version", value(session.revision())));
        }
        if (!session.id().isEmpty()) {
            headers.add(new Header("Mcp-Session-Id", session.id()));
        }
    }

    private static void addName(List<Header> headers, Message message) {
        String member =
                switch (message.method()) {
                    case "tools/call", "prompts/get" -> "name";
                    case "resources/read" -> "uri";
                    default -> "";
                };
        if (message.params().get(member) instanceof Json.Text name) {
            headers.add(new Header("Mcp-Name", value(name.text())));
        }
    }

    /// As it is, or where a header cannot hold that, in Base64 ("Value Encoding").
    static String value(String text) {
        if (isPlain(text) && !(text.startsWith(BEGIN) && text.endsWith(END))) {
            return text;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return BEGIN + Base64.getEncoder().encodeToString(utf8) + END;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 0x20 && c != '\t') || c > 0x7e) {
                return false;
            }
        }
        return text.equals(text.strip());
    }
}
