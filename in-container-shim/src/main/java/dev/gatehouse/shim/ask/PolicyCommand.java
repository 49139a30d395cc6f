package dev.gatehouse.shim.ask;

import dev.gatehouse.protocol.BrokerPaths;
import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.console.Arguments;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.exchange.Request;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// `forge policy`: what this agent may do. `forge policy explain`: what would be decided about one
/// call, without making it.
public final class PolicyCommand {
    private final BrokerSocket socket;
    private final Console console;

    public PolicyCommand(BrokerSocket socket, Console console) {
        this.socket = socket;
        this.console = console;
    }

    public ExitCode run(Arguments arguments) throws IOException {
        boolean json = false;
        @Nullable String name = arguments.next();
        while (name != null) {
            if (name.equals("explain")) {
                return new Explanation(socket, console, json).run(arguments);
            }
            if (!name.equals("--json")) {
                throw JsonFlag.unknown(name, "policy");
            }
            json = true;
            name = arguments.next();
        }
        Question question = Question.ask(socket, Request.get(BrokerPaths.POLICY), console);
        if (question.exit() == ExitCode.OK) {
            console.print(json ? question.raw() : PolicyText.of(question.document()));
        }
        return question.exit();
    }
}
