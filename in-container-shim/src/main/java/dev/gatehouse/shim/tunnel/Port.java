package dev.gatehouse.shim.tunnel;

import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.BrokerSocket;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/// One loopback port. Takes at most [#MAXIMUM_CONNECTIONS] connections at a time; further ones wait
/// in the kernel's queue, so that what this process holds has a bound.
final class Port implements Closeable {
    static final int MAXIMUM_CONNECTIONS = 256;
    private static final int WAITING_CONNECTIONS = 128;
    private static final int PAUSE_MILLIS = 200;

    private final ServerSocketChannel server;
    private final String host;
    private final BrokerSocket broker;
    private final Console console;
    private final Semaphore free = new Semaphore(MAXIMUM_CONNECTIONS);

    private Port(ServerSocketChannel server, String host, BrokerSocket broker, Console console) {
        this.server = server;
        this.host = host;
        this.broker = broker;
        this.console = console;
    }

    /// Listens; what connects waits until [#start].
    static Port open(Pair pair, BrokerSocket broker, Console console) throws IOException {
        boolean old = pair.listen().getAddress().getAddress().length == 4;
        ServerSocketChannel server =
                ServerSocketChannel.open(
                        old ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            server.bind(pair.listen(), WAITING_CONNECTIONS);
        } catch (IOException e) {
            server.close();
            throw notListening(pair, e);
        }
        return new Port(server, pair.host(), broker, console);
    }

    private static Failure notListening(Pair pair, IOException e) {
        String remedy =
                e instanceof BindException
                        ? "is another relay running? End what listens there, or give another port"
                        : "give another address or port";
        return Failure.unreachable(
                "relay: cannot listen on "
                        + pair.host()
                        + ":"
                        + pair.listen().getPort()
                        + " for "
                        + pair.socket()
                        + " ("
                        + e.getMessage()
                        + "); "
                        + remedy);
    }

    /// Where it listens, as `127.0.0.1:4411`.
    String name() {
        return host + ":" + server.socket().getLocalPort();
    }

    Path socket() {
        return broker.path();
    }

    /// Begins to accept; the thread ends when this is closed.
    Thread start() {
        return Thread.startVirtualThread(this::accept);
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                free.acquire();
                SocketChannel program = taken();
                Thread.startVirtualThread(() -> serve(program));
            } catch (ClosedChannelException _) {
                return;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException e) {
                // Out of file descriptors, as a rule: others will be closed.
                console.tell("relay: " + name() + " takes no connection (" + e.getMessage() + ")");
                pause();
            }
        }
    }

    private SocketChannel taken() throws IOException {
        try {
            return server.accept();
        } catch (IOException e) {
            free.release();
            throw e;
        }
    }

    private void serve(SocketChannel program) {
        try (program) {
            // Events of an answer are small, and must not wait for one another.
            program.setOption(StandardSocketOptions.TCP_NODELAY, true);
            carry(program);
        } catch (IOException _) {
            // One of the two has gone away.
        } finally {
            free.release();
        }
    }

    private void carry(SocketChannel program) throws IOException {
        try (SocketChannel socket = broker.connect()) {
            new Carrier(program, socket).run();
        } catch (Failure failure) {
            console.tell(String.valueOf(failure.getMessage()));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
