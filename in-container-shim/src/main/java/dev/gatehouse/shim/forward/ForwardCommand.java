package dev.gatehouse.shim.forward;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.console.Arguments;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.loopback.LoopbackAddress;
import java.io.IOException;

/// `forge forward`: holds the door open until it is ended.
public final class ForwardCommand {
    private static final String USUAL_ADDRESS = "127.0.0.1:3000";

    private final BrokerSocket socket;
    private final Console console;

    public ForwardCommand(BrokerSocket socket, Console console) {
        this.socket = socket;
        this.console = console;
    }

    public ExitCode run(Arguments arguments) throws IOException {
        try (HttpDoor door = HttpDoor.open(address(arguments), "forward", socket, console)) {
            Thread accepting = door.start();
            console.tell(
                    "forward: "
                            + door.url()
                            + " is the forge, for programs of this user; any token will do");
            accepting.join();
            return ExitCode.OK;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return ExitCode.OK;
        }
    }

    private static LoopbackAddress address(Arguments arguments) throws IOException {
        String given = USUAL_ADDRESS;
        String word = arguments.next();
        while (word != null) {
            if (!arguments.isOption() || !word.equals("--listen")) {
                throw Failure.usage("forward: what is '" + word + "'? See `forge forward --help`");
            }
            given = arguments.value();
            word = arguments.next();
        }
        return parse(given);
    }

    private static LoopbackAddress parse(String text) throws IOException {
        String wrong = "is not of IPv4, by which this door knows its user";
        try {
            LoopbackAddress address = LoopbackAddress.parse(text);
            if (address.isIpv4()) {
                return address;
            }
        } catch (Failure failure) {
            wrong = String.valueOf(failure.getMessage());
        }
        throw Failure.usage("forward: '" + text + "' " + wrong + "; write --listen 127.0.0.1:PORT");
    }
}
