package dev.gatehouse.shim.mcp;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.endpoint.Endpoint;
import dev.gatehouse.shim.endpoint.Message;
import dev.gatehouse.shim.endpoint.Session;
import dev.gatehouse.shim.exchange.AnswerHead;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The session of a client that speaks a revision up to 2025-11-25. A broker that restarts forgets
/// it; then what the client said to begin it is said once more, and the client need not know.
final class Sessions {
    private static final String TOOLS_CHANGED =
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}";

    private final Endpoint endpoint;
    private final ClientOutput output;
    private volatile Session current = Session.NONE;
    private @Nullable Message initialize;
    private @Nullable Message initialized;

    Sessions(Endpoint endpoint, ClientOutput output) {
        this.endpoint = endpoint;
        this.output = output;
    }

    Session current() {
        return current;
    }

    /// @param request `initialize`, which may be said again later
    synchronized void begin(Message request, AnswerHead head, Message response) throws Failure {
        current = Session.begunBy(head, response);
        initialize = request;
        initialized = null;
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
        if (announcesTools(reply.response())) {
            output.send(TOOLS_CHANGED);
        }
        return renewed;
    }

    /// A broker that was started anew may permit something else.
    private static boolean announcesTools(Message response) {
        return response.json()
                .get("result")
                .get("capabilities")
                .get("tools")
                .get("listChanged")
                .asText()
                .equals("true");
    }
}
