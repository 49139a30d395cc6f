package dev.gatehouse.shim.ask;

import dev.gatehouse.protocol.BrokerPaths;
import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.protocol.SocketLayout;
import dev.gatehouse.shim.console.Arguments;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.exchange.Answer;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.exchange.Request;
import dev.gatehouse.shim.exchange.SocketTrouble;
import dev.gatehouse.shim.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `forge doctor`: looks at each link between this container and the forge, in order, and says what
/// to do about the first that is broken. Does not wait for a broker.
public final class DoctorCommand {
    private static final String TELL_OPERATOR = "tell the operator; nothing in here can mend it";

    private final BrokerSocket socket;
    private final Console console;
    private final List<Finding> findings = new ArrayList<>();

    public DoctorCommand(BrokerSocket socket, Console console) {
        this.socket = socket;
        this.console = console;
    }

    public ExitCode run(Arguments arguments) throws IOException {
        boolean json = JsonFlag.parse(arguments, "doctor");
        examine();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < findings.size(); i++) {
            if (json) {
                findings.get(i).appendJson(text.append(i == 0 ? "[" : ","));
            } else {
                findings.get(i).appendText(text);
            }
        }
        console.print(json ? text.append("]\n").toString() : text.toString());
        for (Finding finding : findings) {
            if (finding.state() == Finding.State.FAIL) {
                return ExitCode.UNREACHABLE;
            }
        }
        return ExitCode.OK;
    }

    private void examine() {
        Json identity = ask("broker", BrokerPaths.WHOAMI);
        if (identity == null) {
            return;
        }
        examineIdentity(Identity.of(identity));
        Json policy = ask("policy", BrokerPaths.POLICY);
        if (policy != null) {
            examinePolicy(policy);
        }
    }

    /// Asks once and notes how that went; null where it went wrong.
    private @Nullable Json ask(String check, String path) {
        Request request = Request.get(path);
        long started = System.nanoTime();
        try (Answer answer = socket.exchangeAtOnce(request)) {
            if (check.equals("broker")) {
                ok("socket", socket.path() + " is there, and somebody listens", "");
            }
            Question question = Question.read(answer, request, console);
            if (question.exit() == ExitCode.OK) {
                long micros = (System.nanoTime() - started) / 1_000;
                ok(check, path + " answered in " + millis(micros) + " ms", "");
                return question.document();
            }
            fail(check, path + " answered " + answer.head().status(), TELL_OPERATOR);
        } catch (BrokerSocket.NotConnected _) {
            SocketTrouble trouble = SocketTrouble.of(socket.path());
            fail("socket", socket.path() + ": " + trouble.reason(), remedy(trouble));
        } catch (IOException e) {
            fail(check, String.valueOf(e.getMessage()), TELL_OPERATOR);
        }
        return null;
    }

    private void examineIdentity(Identity identity) {
        ok(
                "identity",
                "agent "
                        + identity.agent()
                        + ", account "
                        + identity.account()
                        + " at "
                        + identity.forge(),
                "");
        switch (identity.credential()) {
            case "ok" -> ok("credential", "the forge accepts it", "");
            case "unverified" ->
                    findings.add(
                            new Finding(
                                    Finding.State.WARN,
                                    "credential",
                                    "the forge has not been asked yet",
                                    "make a call, as in: forge api user"));
            default ->
                    fail(
                            "credential",
                            "the forge does not accept it: " + identity.credential(),
                            Identity.DEAD_REMEDY);
        }
    }

    private void examinePolicy(Json policy) {
        String summary = PolicyText.summary(policy);
        if (summary.isEmpty()) {
            findings.add(
                    new Finding(
                            Finding.State.WARN,
                            "grants",
                            "none: every call on a repository is refused",
                            "ask the operator for a grant"));
        } else {
            ok("grants", summary, "`forge policy` shows all of it");
        }
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

    private void ok(String check, String detail, String hint) {
        findings.add(new Finding(Finding.State.OK, check, detail, hint));
    }

    private void fail(String check, String detail, String remedy) {
        findings.add(new Finding(Finding.State.FAIL, check, detail, remedy));
    }
}
