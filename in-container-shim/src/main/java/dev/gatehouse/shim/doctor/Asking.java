package dev.gatehouse.shim.doctor;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.protocol.SocketLayout;
import dev.gatehouse.shim.ask.Question;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.exchange.Answer;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.exchange.Request;
import dev.gatehouse.shim.exchange.SocketTrouble;
import dev.gatehouse.shim.json.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Questions to the broker itself, each of which becomes a line.
record Asking(BrokerSocket socket, Findings findings, Console console) {
    static final String TELL_OPERATOR = "tell the operator; nothing in here can mend it";

    /// Asks once and notes how that went; null where it went wrong.
    ///
    /// @param socketCheck the name of the line where nobody can be asked
    @Nullable Json ask(String socketCheck, String check, String path) {
        Request request = Request.get(path);
        long started = System.nanoTime();
        try (Answer answer = socket.exchangeAtOnce(request)) {
            if (check.equals("broker")) {
                findings.ok("socket", socket.path() + " is there, and somebody listens", "");
            }
            Question question = Question.read(answer, request, console);
            if (question.exit() == ExitCode.OK) {
                long micros = (System.nanoTime() - started) / 1_000;
                findings.ok(check, path + " answered in " + millis(micros) + " ms", "");
                return question.document();
            }
            findings.fail(
                    check,
                    path + " answered " + answer.head().status(),
                    TELL_OPERATOR,
                    question.exit());
        } catch (BrokerSocket.NotConnected _) {
            SocketTrouble trouble = SocketTrouble.of(socket.path());
            findings.fail(
                    socketCheck,
                    socket.path() + ": " + trouble.reason(),
                    remedy(trouble),
                    ExitCode.UNREACHABLE);
        } catch (IOException e) {
            findings.fail(
                    check, String.valueOf(e.getMessage()), TELL_OPERATOR, ExitCode.UNREACHABLE);
        }
        return null;
    }

    private static String remedy(SocketTrouble trouble) {
        return switch (trouble) {
            case MISSING ->
                    "the operator has to mount the agent's socket directory at "
                            + SocketLayout.RUNTIME_DIRECTORY
                            + ", or set "
                            + SocketLayout.SOCKET_VARIABLE;
            case NOT_A_SOCKET ->
                    "the operator has to mount the socket's directory, not a file; or correct "
                            + SocketLayout.SOCKET_VARIABLE;
            case FORBIDDEN ->
                    "the operator has to run this container with the uid or gid of the agent's"
                            + " socket";
            case NOBODY_LISTENS -> "the broker is not running: the operator has to start it";
        };
    }

    private static String millis(long micros) {
        return micros / 1_000 + "." + micros % 1_000 / 100;
    }
}
