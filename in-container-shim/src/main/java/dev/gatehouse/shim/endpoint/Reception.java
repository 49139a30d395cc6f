package dev.gatehouse.shim.endpoint;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.protocol.HeaderNames;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.Answer;
import dev.gatehouse.shim.exchange.AnswerHead;
import dev.gatehouse.shim.json.Json;
import dev.gatehouse.shim.json.NotJson;
import dev.gatehouse.shim.report.RefusalReport;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the messages of an HTTP answer: one, or a stream of them.
public final class Reception {
    private Reception() {}

    /// Takes a message as soon as it has come.
    @FunctionalInterface
    public interface Receiver {
        void take(Message message) throws IOException;
    }

    /// Reads up to the response.
    ///
    /// @throws NotAnswered where something else came in its place
    /// @throws Failure where the answer broke off before it
    public static void untilResponse(Answer answer, Json request, Receiver receiver)
            throws IOException {
        if (isStream(answer.head())) {
            stream(answer, request, receiver);
        } else {
            single(answer, request, receiver);
        }
    }

    public static boolean isStream(AnswerHead head) {
        String type = head.value("Content-Type");
        return head.status() == 200
                && type != null
                && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
    }

    private static void stream(Answer answer, Json request, Receiver receiver) throws IOException {
        EventStream events = new EventStream(answer.body());
        byte[] data = events.next();
        while (data != null) {
            Message message = message(data);
            receiver.take(message);
            if (message.isAnswerTo(request)) {
                return;
            }
            data = events.next();
        }
        throw Failure.unreachable(
                "the broker's answer broke off before the response: the call may have had its"
                        + " effect; look before you repeat it");
    }

    /// A refusal may be told as the response, in the words of the protocol.
    private static void single(Answer answer, Json request, Receiver receiver) throws IOException {
        byte[] body = answer.body().readNBytes(EventStream.LIMIT_BYTES + 1);
        if (body.length > EventStream.LIMIT_BYTES) {
            throw Failure.unreachable("the broker sent a message of more than 8 MiB");
        }
        Message message = body.length == 0 ? null : messageOrNone(body);
        if (message != null && message.isAnswerTo(request)) {
            receiver.take(message);
            return;
        }
        String refusal = answer.head().value(HeaderNames.REFUSAL);
        if (refusal != null) {
            throw NotAnswered.refused(RefusalReport.of(refusal, answer.head(), body));
        }
        if (message != null && message.json().get("error") instanceof Json.Members error) {
            throw NotAnswered.with(error);
        }
        throw NotAnswered.of(
                ExitCode.FORGE_ERROR,
                "the broker answered " + answer.head().statusLine() + " without a response");
    }

    private static @Nullable Message messageOrNone(byte[] body) {
        try {
            return Message.read(body);
        } catch (NotJson _) {
            return null;
        }
    }

    public static Message message(byte[] data) throws Failure {
        try {
            return Message.read(data);
        } catch (NotJson e) {
            throw Failure.unreachable(
                    "the broker sent a message that is "
                            + e.getMessage()
                            + ": report this to the operator");
        }
    }
}
