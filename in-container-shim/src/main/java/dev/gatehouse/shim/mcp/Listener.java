package dev.gatehouse.shim.mcp;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.endpoint.Endpoint;
import dev.gatehouse.shim.endpoint.EventStream;
import dev.gatehouse.shim.endpoint.LostSession;
import dev.gatehouse.shim.endpoint.NotAnswered;
import dev.gatehouse.shim.endpoint.Reception;
import dev.gatehouse.shim.endpoint.Session;
import dev.gatehouse.shim.exchange.Answer;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/// Reads what the broker says of its own accord, for clients up to revision 2025-11-25 (section
/// "Listening for Messages from the Server"), and takes a broken stream up again.
final class Listener {
    private static final int SERVER_ERROR = 500;

    private final Endpoint endpoint;
    private final Sessions sessions;
    private final ClientOutput output;
    private final Pause pause = new Pause();
    private String lastEventId = "";
    private int askedMillis;
    private boolean opened;

    Listener(Endpoint endpoint, Sessions sessions, ClientOutput output) {
        this.endpoint = endpoint;
        this.sessions = sessions;
        this.output = output;
    }

    /// Returns when the broker has no such stream.
    void run() {
        try {
            while (isWorthTryingAgain(sessions.current())) {
                pause.await(askedMillis);
            }
        } catch (IOException _) {
            // The process ends.
        }
    }

    private boolean isWorthTryingAgain(Session session) {
        try (SocketChannel channel = endpoint.connect()) {
            Answer answer = endpoint.listen(channel, session, lastEventId);
            if (!Reception.isStream(answer.head())) {
                return answer.head().status() >= SERVER_ERROR;
            }
            if (opened && lastEventId.isEmpty()) {
                new ListChanges(output).tell(sessions::tellsOfChanges);
            }
            opened = true;
            pass(new EventStream(answer.body()));
            return true;
        } catch (LostSession _) {
            return isRenewed(session);
        } catch (IOException _) {
            return true;
        }
    }

    private boolean isRenewed(Session session) {
        try {
            lastEventId = "";
            sessions.renew(session);
            return true;
        } catch (NotAnswered _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    private void pass(EventStream events) throws IOException {
        try {
            byte[] data = events.next();
            while (data != null) {
                pause.reset();
                output.send(Reception.message(data));
                data = events.next();
            }
        } catch (Failure _) {
            // It broke off: that is taken up below.
        } finally {
            lastEventId = events.lastId();
            askedMillis = events.retryMillis();
        }
    }
}
