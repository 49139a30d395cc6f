package dev.gatehouse.shim.endpoint;

import dev.gatehouse.protocol.BrokerPaths;
import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.protocol.HeaderNames;
import dev.gatehouse.shim.exchange.Answer;
import dev.gatehouse.shim.exchange.AnswerHead;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.exchange.Header;
import dev.gatehouse.shim.exchange.Request;
import dev.gatehouse.shim.exchange.RequestBody;
import dev.gatehouse.shim.json.Json;
import dev.gatehouse.shim.report.RefusalReport;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// Carries messages to the broker. For any number of threads.
public record Endpoint(BrokerSocket socket) {
    private static final int NOT_FOUND = 404;

    /// A response, and the head of the answer that brought it.
    public record Reply(AnswerHead head, Message response) {}

    /// For an exchange that may be ended from another thread, by closing this.
    public SocketChannel connect() throws IOException {
        return socket.connect();
    }

    /// Sends a message and reads the head of its answer.
    public Answer post(SocketChannel channel, Message message, Session session) throws IOException {
        Request request =
                new Request(
                        "POST",
                        BrokerPaths.MCP,
                        MessageHeaders.of(message, session),
                        new RequestBody.Bytes(message.bytes()));
        Answer answer = BrokerSocket.exchange(channel, request);
        if (!message.isStateless()) {
            refuseLost(answer, session);
        }
        return answer;
    }

    /// Sends a request and waits for its result; what comes before that is dropped.
    public Reply ask(Message request, Session session) throws IOException {
        try (Answer answer = post(connect(), request, session)) {
            List<Message> received = new ArrayList<>();
            Reception.untilResponse(answer, request.id(), received::add);
            Message response = received.getLast();
            if (response.json().get("error") instanceof Json.Members error) {
                throw NotAnswered.with(error);
            }
            return new Reply(answer.head(), response);
        }
    }

    /// Sends a notification or a response of the client's.
    public void tell(Message message, Session session) throws IOException {
        try (Answer answer = post(connect(), message, session)) {
            String refusal = answer.head().value(HeaderNames.REFUSAL);
            if (refusal != null) {
                throw NotAnswered.refused(RefusalReport.read(refusal, answer));
            }
            if (!answer.head().isSuccess()) {
                throw NotAnswered.of(
                        ExitCode.FORGE_ERROR, "the broker answered " + answer.head().statusLine());
            }
        }
    }

    /// Asks for what the broker has to say of its own accord.
    ///
    /// @param lastEventId of the stream before; empty for none
    public Answer listen(SocketChannel channel, Session session, String lastEventId)
            throws IOException {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Accept", "text/event-stream"));
        MessageHeaders.addSession(headers, session);
        if (!lastEventId.isEmpty()) {
            headers.add(new Header("Last-Event-ID", MessageHeaders.value(lastEventId)));
        }
        Request request = new Request("GET", BrokerPaths.MCP, headers, RequestBody.none());
        Answer answer = BrokerSocket.exchange(channel, request);
        refuseLost(answer, session);
        return answer;
    }

    /// Ends the session, if the broker is there: nothing depends on it.
    public void end(Session session) {
        if (session.id().isEmpty()) {
            return;
        }
        List<Header> headers = new ArrayList<>();
        MessageHeaders.addSession(headers, session);
        Request request = new Request("DELETE", BrokerPaths.MCP, headers, RequestBody.none());
        try (Answer _ = socket.exchangeAtOnce(request)) {
            // Whatever it says.
        } catch (IOException _) {
            // It will end by itself.
        }
    }

    /// Up to revision 2025-11-25 this status means the session, section "Session Management".
    private static void refuseLost(Answer answer, Session session) throws IOException {
        AnswerHead head = answer.head();
        if (head.status() == NOT_FOUND
                && !session.id().isEmpty()
                && head.value(HeaderNames.REFUSAL) == null) {
            answer.close();
            throw new LostSession();
        }
    }
}
