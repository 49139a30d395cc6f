package dev.gatehouse.shim.mcp;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.endpoint.Endpoint;
import dev.gatehouse.shim.endpoint.Message;
import dev.gatehouse.shim.endpoint.Session;
import dev.gatehouse.shim.exchange.AnswerHead;
import dev.gatehouse.shim.json.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The session of a client that speaks a revision up to 2025-11-25. A broker that restarts forgets
/// it, if it kept any; then what the client said to begin it is said once more, and the client need
/// not know.
final class Sessions {
    private final Endpoint endpoint;
    private volatile Session current = Session.NONE;
    private @Nullable Message initialize;
    private @Nullable Message initialized;
    private Json capabilities = Json.Literal.NULL;

    Sessions(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    Session current() {
        return current;
    }

    /// @param request `initialize`, which may be said again later
    synchronized void begin(Message request, AnswerHead head, Message response) throws Failure {
        current = Session.begunBy(head, response);
        initialize = request;
        initialized = null;
        capabilities = response.json().get("result").get("capabilities");
    }

    /// @param notification `notifications/initialized`, which may be said again later
    synchronized void begun(Message notification) {
        initialized = notification;
    }

    /// A session in place of one that was lost, which may be there already.
    synchronized Session renew(Session lost) throws IOException {
        if (!current.equals(lost) || initialize == null) {
            return current;
        }
        Endpoint.Reply reply = endpoint.ask(initialize, Session.NONE);
        Session renewed = Session.begunBy(reply.head(), reply.response());
        if (initialized != null) {
            endpoint.tell(initialized, renewed);
        }
        current = renewed;
        return renewed;
    }

    /// Whether the broker has said that it tells of changes in a list.
    ///
    /// @param list `tools` or `resources`
    synchronized boolean tellsOfChanges(String list) {
        return capabilities.get(list).get("listChanged").asText().equals("true");
    }
}
