package dev.gatehouse.shim.ask;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.Answer;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.exchange.Request;
import dev.gatehouse.shim.json.Json;
import dev.gatehouse.shim.json.JsonReader;
import dev.gatehouse.shim.json.NotJson;
import dev.gatehouse.shim.report.AnswerReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// One question to the broker's own routes, and its answer as JSON.
///
/// @param exit `OK`, or how a refusal (told already) ends the command
/// @param document what the answer says; empty unless `exit` is `OK`
public record Question(ExitCode exit, Json document, String raw) {
    private static final int LIMIT_BYTES = 4 * 1024 * 1024;

    /// Asks, and reads the whole answer.
    public static Question ask(BrokerSocket socket, Request request, Console console)
            throws IOException {
        try (Answer answer = socket.exchange(request)) {
            return read(answer, request, console);
        }
    }

    public static Question read(Answer answer, Request request, Console console)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ExitCode exit = AnswerReport.of(answer, request, new Capped(body), console);
        if (exit != ExitCode.OK) {
            return new Question(exit, Json.Literal.NULL, "");
        }
        try {
            byte[] bytes = body.toByteArray();
            Json document = JsonReader.read(bytes);
            return new Question(exit, document, body.toString(StandardCharsets.UTF_8));
        } catch (NotJson e) {
            throw Failure.unreachable(
                    "the broker's answer to "
                            + request.target()
                            + " is "
                            + e.getMessage()
                            + ": report this to the operator");
        }
    }

    /// These answers are small; one that is not must not fill the memory.
    private static final class Capped extends OutputStream {
        private final ByteArrayOutputStream body;

        Capped(ByteArrayOutputStream body) {
            this.body = body;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (body.size() + length > LIMIT_BYTES) {
                throw Failure.unreachable("the broker's answer is larger than 4 MiB");
            }
            body.write(bytes, offset, length);
        }
    }
}
