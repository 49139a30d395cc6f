package dev.gatehouse.shim.forward;

import dev.gatehouse.shim.console.CallerEnvironment;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.loopback.LoopbackAddress;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// `forge run [--] COMMAND`: the door is open for as long as one command runs, whose environment
/// names it.
public final class RunCommand {
    private final BrokerSocket socket;
    private final Console console;

    public RunCommand(BrokerSocket socket, Console console) {
        this.socket = socket;
        this.console = console;
    }

    /// The command's exit status; 128 and the signal's number where one ended it.
    public int run(String[] arguments) throws IOException {
        List<String> command = command(arguments);
        try (HttpDoor door =
                HttpDoor.open(LoopbackAddress.parse("127.0.0.1:0"), "run", socket, console)) {
            door.start();
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            CallerEnvironment.restore(builder.environment());
            ToolEnvironment.prepare(builder.environment(), door.url());
            return status(start(builder));
        }
    }

    private static List<String> command(String[] arguments) throws Failure {
        boolean separated = arguments.length > 0 && arguments[0].equals("--");
        List<String> command =
                Arrays.asList(arguments).subList(separated ? 1 : 0, arguments.length);
        if (command.isEmpty() || (!separated && command.getFirst().startsWith("-"))) {
            throw Failure.usage("run: which command? As in: forge run -- tea issues list");
        }
        return command;
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        Farewell farewell = Farewell.prepared();
        try {
            return farewell.start(builder);
        } catch (Failure failure) {
            throw failure;
        } catch (IOException e) {
            throw Failure.usage("run: " + e.getMessage() + "; is it on the PATH?");
        }
    }

    private static int status(Process process) throws Failure {
        try {
            return process.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Failure.unreachable("interrupted while the command was at work");
        }
    }
}
