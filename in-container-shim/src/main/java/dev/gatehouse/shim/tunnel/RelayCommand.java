package dev.gatehouse.shim.tunnel;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.console.Arguments;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.BrokerSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// `forge relay`: runs until it is ended. Looks at no byte that it carries, and adds none: what may
/// be asked of a socket is decided behind it.
public final class RelayCommand {
    private final int patienceSeconds;
    private final Console console;

    /// @param patienceSeconds how long a connection waits for a broker that restarts
    public RelayCommand(int patienceSeconds, Console console) {
        this.patienceSeconds = patienceSeconds;
        this.console = console;
    }

    /// All ports are open before the first connection is taken, so that none of them is half there.
    public ExitCode run(Arguments arguments) throws IOException {
        List<Port> ports = new ArrayList<>();
        try {
            for (Pair pair : pairs(arguments)) {
                BrokerSocket socket = new BrokerSocket(pair.socket(), patienceSeconds, console);
                ports.add(Port.open(pair, socket, console));
            }
            List<Thread> threads = new ArrayList<>();
            for (Port port : ports) {
                threads.add(port.start());
                console.tell("relay: " + port.name() + " is " + port.socket());
            }
            for (Thread thread : threads) {
                thread.join();
            }
            return ExitCode.OK;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return ExitCode.OK;
        } finally {
            for (Port port : ports) {
                port.close();
            }
        }
    }

    private static List<Pair> pairs(Arguments arguments) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        String word = arguments.next();
        while (word != null) {
            if (arguments.isOption()) {
                throw Failure.usage(
                        "relay: there is no option " + word + "; see forge relay --help");
            }
            pairs.add(Pair.parse(word));
            word = arguments.next();
        }
        if (pairs.isEmpty()) {
            throw Failure.usage(
                    "relay: from where to where? forge relay 127.0.0.1:PORT=SOCKET...; see forge"
                            + " relay --help");
        }
        return pairs;
    }
}
