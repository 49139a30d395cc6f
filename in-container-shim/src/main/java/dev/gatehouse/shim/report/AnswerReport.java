package dev.gatehouse.shim.report;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.protocol.HeaderNames;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.exchange.Answer;
import dev.gatehouse.shim.exchange.AnswerHead;
import dev.gatehouse.shim.exchange.Request;
import java.io.IOException;
import java.io.OutputStream;

/// Copies an answer's body to where it belongs and turns its head into an exit code. What is not a
/// success is explained on standard error.
public final class AnswerReport {
    private AnswerReport() {}

    /// Consumes the answer; only its success is silent.
    public static ExitCode of(Answer answer, Request request, OutputStream bodyTo, Console console)
            throws IOException {
        AnswerHead head = answer.head();
        String dropped = head.value(HeaderNames.DROPPED);
        if (dropped != null) {
            console.tell("the broker did not send on: " + dropped);
        }
        String refusal = head.value(HeaderNames.REFUSAL);
        if (refusal != null) {
            return refused(refusal, answer, bodyTo, console);
        }
        answer.copyBodyTo(bodyTo);
        if (head.isSuccess()) {
            return ExitCode.OK;
        }
        tellError(head, request, console);
        return ExitCode.FORGE_ERROR;
    }

    private static ExitCode refused(
            String word, Answer answer, OutputStream bodyTo, Console console) throws IOException {
        Excerpt excerpt = new Excerpt(bodyTo);
        answer.copyBodyTo(excerpt);
        RefusalReport report = RefusalReport.of(word, answer.head(), excerpt.bytes());
        report.printTo(console);
        return report.exitCode();
    }

    private static void tellError(AnswerHead head, Request request, Console console) {
        console.tell(
                "HTTP "
                        + head.statusLine().substring("HTTP/1.1 ".length())
                        + " ("
                        + request.method()
                        + " "
                        + request.target()
                        + ")");
        String location = head.value("Location");
        if (location != null) {
            console.tellMore("not followed: " + location);
        }
        String exchange = head.value(HeaderNames.EXCHANGE);
        if (exchange != null) {
            console.tellMore("exchange: " + exchange);
        }
    }
}
