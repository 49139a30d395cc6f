package dev.gatehouse.shim.loopback;

import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.Failure;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Semaphore;

/// One loopback port. Takes at most [#MAXIMUM_CONNECTIONS] connections at a time; further ones wait
/// in the kernel's queue, so that what this process holds has a bound.
public final class LoopbackPort implements Closeable {
    public static final int MAXIMUM_CONNECTIONS = 256;
    private static final int WAITING_CONNECTIONS = 128;
    private static final int PAUSE_MILLIS = 200;

    private final ServerSocketChannel server;
    private final String host;
    private final String purpose;
    private final Business business;
    private final Console console;
    private final Semaphore free = new Semaphore(MAXIMUM_CONNECTIONS);

    private LoopbackPort(
            ServerSocketChannel server,
            String host,
            String purpose,
            Business business,
            Console console) {
        this.server = server;
        this.host = host;
        this.purpose = purpose;
        this.business = business;
        this.console = console;
    }

    /// What is done with a connection, on a virtual thread of its own. It is closed afterwards.
    @FunctionalInterface
    public interface Business {
        void with(SocketChannel program) throws IOException;
    }

    /// Listens; what connects waits until [#start].
    ///
    /// @param purpose begins what is said on standard error, such as `relay`
    public static LoopbackPort open(
            LoopbackAddress address, String purpose, Business business, Console console)
            throws IOException {
        ServerSocketChannel server =
                ServerSocketChannel.open(
                        address.isIpv4()
                                ? StandardProtocolFamily.INET
                                : StandardProtocolFamily.INET6);
        try {
            server.bind(address.listen(), WAITING_CONNECTIONS);
        } catch (IOException e) {
            server.close();
            throw notListening(address, purpose, e);
        }
        return new LoopbackPort(server, address.host(), purpose, business, console);
    }

    private static Failure notListening(LoopbackAddress address, String purpose, IOException e) {
        String remedy =
                e instanceof BindException
                        ? "is another one running? End what listens there, or give another port"
                        : "give another address or port";
        return Failure.unreachable(
                purpose
                        + ": cannot listen on "
                        + address.host()
                        + ":"
                        + address.listen().getPort()
                        + " ("
                        + e.getMessage()
                        + "); "
                        + remedy);
    }

    /// Where it listens, as `127.0.0.1:4411`.
    public String name() {
        return host + ":" + number();
    }

    public int number() {
        return server.socket().getLocalPort();
    }

    /// Begins to accept; the thread ends when this is closed.
    public Thread start() {
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
                console.tell(
                        purpose + ": " + name() + " takes no connection (" + e.getMessage() + ")");
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
            business.with(program);
        } catch (IOException _) {
            // One of the two has gone away.
        } finally {
            free.release();
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
