package dev.gatehouse.shim.mcp;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.endpoint.Endpoint;
import dev.gatehouse.shim.endpoint.Message;
import dev.gatehouse.shim.endpoint.Session;
import dev.gatehouse.shim.json.Json;
import dev.gatehouse.shim.json.JsonStrings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Asks for the tools as a client does.
final class ToolListing {
    private static final int MOST_PAGES = 100;
    private static final Message INITIALIZE =
            Message.of(
                    "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{"
                            + "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                            + "\"clientInfo\":{\"name\":\"forge\",\"version\":\"1\"}}}");
    private static final Message INITIALIZED =
            Message.of("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");

    private ToolListing() {}

    /// Every tool, as the broker describes it.
    static List<Json> of(Endpoint endpoint) throws IOException {
        Endpoint.Reply begun = endpoint.ask(INITIALIZE, Session.NONE);
        Session session = Session.begunBy(begun.head(), begun.response());
        endpoint.tell(INITIALIZED, session);
        try {
            return tools(endpoint, session);
        } finally {
            endpoint.end(session);
        }
    }

    private static List<Json> tools(Endpoint endpoint, Session session) throws IOException {
        List<Json> tools = new ArrayList<>();
        String cursor = "";
        for (int page = 1; page <= MOST_PAGES; page++) {
            Json answer = endpoint.ask(request(page, cursor), session).response().json();
            tools.addAll(answer.get("result").get("tools").items());
            cursor = answer.get("result").get("nextCursor").asText();
            if (cursor.isEmpty()) {
                return tools;
            }
        }
        throw Failure.unreachable("the broker's list of tools does not end");
    }

    private static Message request(int id, String cursor) {
        StringBuilder json = new StringBuilder("{\"jsonrpc\":\"2.0\",\"id\":").append(id);
        json.append(",\"method\":\"tools/list\",\"params\":{");
        if (!cursor.isEmpty()) {
            json.append("\"cursor\":");
            JsonStrings.append(json, cursor);
        }
        return Message.of(json.append("}}").toString());
    }
}
