package dev.gatehouse.shim.mcp;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.endpoint.Endpoint;
import dev.gatehouse.shim.endpoint.LostSession;
import dev.gatehouse.shim.endpoint.Message;
import dev.gatehouse.shim.endpoint.NotAnswered;
import dev.gatehouse.shim.endpoint.Reception;
import dev.gatehouse.shim.endpoint.Session;
import dev.gatehouse.shim.exchange.Answer;
import dev.gatehouse.shim.exchange.AnswerHead;
import dev.gatehouse.shim.json.Json;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// One request of the client's, up to its response or the error in its place.
final class Call {
    private static final String INITIALIZE = "initialize";
    private static final String LISTEN = "subscriptions/listen";
    private static final String ACKNOWLEDGED = "notifications/subscriptions/acknowledged";

    private final Message request;
    private final Endpoint endpoint;
    private final Sessions sessions;
    private final ClientOutput output;
    private @Nullable SocketChannel channel;
    private boolean cancelled;
    // Whether this is a subscription that has begun. It lasts until the client ends it: a broker
    // that restarts is a pause.
    private boolean subscribed;

    Call(Message request, Endpoint endpoint, Sessions sessions, ClientOutput output) {
        this.request = request;
        this.endpoint = endpoint;
        this.sessions = sessions;
        this.output = output;
    }

    /// Returns when there is nothing more to come.
    void run() {
        try {
            Pause pause = new Pause();
            while (!isAnswered() && !isCancelled()) {
                pause.await();
            }
        } catch (NotAnswered trouble) {
            fail(trouble);
        } catch (Failure failure) {
            fail(NotAnswered.because(failure));
        } catch (LostSession lost) {
            fail(NotAnswered.because(Failure.unreachable(lost.getMessage() + ", again")));
        } catch (IOException | RuntimeException | Error e) {
            fail(NotAnswered.because(Failure.unreachable("unexpected " + e)));
        }
    }

    private boolean isAnswered() throws IOException {
        try {
            exchange();
            return !subscribed;
        } catch (Failure failure) {
            if (!subscribed || isCancelled()) {
                throw failure;
            }
            return false;
        }
    }

    private void exchange() throws IOException {
        Session session = request.method().equals(INITIALIZE) ? Session.NONE : sessions.current();
        try {
            exchange(session);
        } catch (LostSession _) {
            exchange(sessions.renew(session));
        }
    }

    private void exchange(Session session) throws IOException {
        try (SocketChannel opened = endpoint.connect()) {
            hold(opened);
            Answer answer = endpoint.post(opened, request, session);
            Reception.untilResponse(answer, request.id(), message -> take(message, answer.head()));
        }
    }

    private void take(Message message, AnswerHead head) throws IOException {
        if (request.method().equals(LISTEN) && isOfSubscription(message)) {
            return;
        }
        boolean begins =
                request.method().equals(INITIALIZE)
                        && message.isAnswerTo(request.id())
                        && !message.json().get("result").get("protocolVersion").asText().isEmpty();
        if (begins) {
            sessions.begin(request, head, message);
        }
        if (!isCancelled()) {
            output.send(message);
        }
    }

    /// Whether a message is about the subscription itself, and none for the client.
    private boolean isOfSubscription(Message message) {
        if (message.method().equals(ACKNOWLEDGED)) {
            boolean again = subscribed;
            subscribed = true;
            if (again && !isCancelled()) {
                new ListChanges(output).tell(request.id(), message.json());
            }
            return again;
        }
        boolean isEnd = message.isAnswerTo(request.id());
        boolean isOrderly = message.json().get("result") instanceof Json.Members;
        if (isEnd && !isOrderly) {
            subscribed = false;
        }
        return isEnd && isOrderly && subscribed;
    }

    private void fail(NotAnswered trouble) {
        if (!isCancelled()) {
            output.send(trouble.line(request.id()));
        }
    }

    private synchronized void hold(SocketChannel opened) throws IOException {
        channel = opened;
        if (cancelled && request.isStateless()) {
            opened.close();
        }
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    /// The client wants no response any more. Since revision 2026-07-28 the end of the connection
    /// tells the broker; before that a notification does, which is not sent here.
    ///
    /// @return whether the broker knows by that
    synchronized boolean cancel() {
        cancelled = true;
        if (!request.isStateless()) {
            return false;
        }
        close();
        return true;
    }

    /// Ends a call that would not end by itself, before the process does.
    synchronized void endIfEndless() {
        if (request.method().equals(LISTEN)) {
            cancelled = true;
            close();
        }
    }

    private void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException _) {
            // It is of no use any more either way.
        }
    }
}
