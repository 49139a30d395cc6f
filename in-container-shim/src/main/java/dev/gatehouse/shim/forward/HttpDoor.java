package dev.gatehouse.shim.forward;

import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.loopback.LoopbackAddress;
import dev.gatehouse.shim.loopback.LoopbackPort;
import dev.gatehouse.shim.relay.PeerOwner;
import dev.gatehouse.shim.relay.Relay;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/// The door: a port of 127.0.0.1 behind which the forge is. Each connection carries one request.
final class HttpDoor implements Closeable {
    private final LoopbackPort port;
    private final ForgeDoor door;

    private HttpDoor(LoopbackPort port, ForgeDoor door) {
        this.port = port;
        this.door = door;
    }

    /// Listens; what connects waits until [#start].
    ///
    /// @param command which opens it
    static HttpDoor open(
            LoopbackAddress address, String command, BrokerSocket broker, Console console)
            throws IOException {
        LoopbackPort port =
                LoopbackPort.open(
                        address, command, program -> serve(program, broker, console), console);
        return new HttpDoor(port, new ForgeDoor(port.number(), console));
    }

    private static void serve(SocketChannel program, BrokerSocket broker, Console console)
            throws IOException {
        InetSocketAddress local = (InetSocketAddress) program.getLocalAddress();
        new Relay(program, broker, new ForgeDoor(local.getPort(), console))
                .run(PeerOwner.of(program));
    }

    /// The forge's address for programs.
    String url() {
        return door.url();
    }

    /// Begins to accept; the thread ends when this is closed.
    Thread start() {
        return port.start();
    }

    @Override
    public void close() throws IOException {
        port.close();
    }
}
