package dev.gatehouse.shim.tunnel;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.console.Arguments;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.loopback.LoopbackPort;
import java.io.IOException;
import java.nio.channels.SocketChannel;
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
        List<Pair> pairs = pairs(arguments);
        List<LoopbackPort> ports = new ArrayList<>();
        try {
            for (Pair pair : pairs) {
                ports.add(open(pair));
            }
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < ports.size(); i++) {
                threads.add(ports.get(i).start());
                console.tell("relay: " + ports.get(i).name() + " is " + pairs.get(i).socket());
            }
            for (Thread thread : threads) {
                thread.join();
            }
            return ExitCode.OK;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return ExitCode.OK;
        } finally {
            for (LoopbackPort port : ports) {
                port.close();
            }
        }
    }

    LoopbackPort open(Pair pair) throws IOException {
        BrokerSocket socket = new BrokerSocket(pair.socket(), patienceSeconds, console);
        return LoopbackPort.open(
                pair.address(),
                "relay to " + pair.socket(),
                program -> carry(program, socket),
                console);
    }

    private void carry(SocketChannel program, BrokerSocket broker) throws IOException {
        try (SocketChannel socket = broker.connect()) {
            new Carrier(program, socket).run();
        } catch (Failure failure) {
            console.tell(String.valueOf(failure.getMessage()));
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
