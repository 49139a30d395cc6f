package dev.gatehouse.shim.relay;

import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.exchange.BrokerSocket;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// Listens on a free port of 127.0.0.1 and relays what connects to the broker. Each connection has
/// a thread of its own; none of them keeps the process alive.
public final class LoopbackListener implements Closeable {
    private static final int WAITING_CONNECTIONS = 16;

    private final ServerSocketChannel server;
    private final BrokerSocket broker;
    private final Doorkeeper door;

    private LoopbackListener(ServerSocketChannel server, BrokerSocket broker, Doorkeeper door) {
        this.server = server;
        this.broker = broker;
        this.door = door;
    }

    /// Listens; what connects waits until [#start].
    public static LoopbackListener open(LoopbackSecret secret, BrokerSocket broker, Console console)
            throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET);
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        server.bind(new InetSocketAddress(loopback, 0), WAITING_CONNECTIONS);
        return new LoopbackListener(
                server, broker, new GitDoor(secret, new RefusalNotice(console)));
    }

    public int port() {
        return server.socket().getLocalPort();
    }

    /// Begins to accept.
    public void start() {
        daemon(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel peer = server.accept();
                daemon(() -> serve(peer));
            }
        } catch (IOException _) {
            // Closed: git has ended.
        }
    }

    private void serve(SocketChannel peer) {
        try (peer) {
            new Relay(peer, broker, door).run(PeerOwner.of(peer));
        } catch (IOException _) {
            // git went away, and says itself why.
        }
    }

    static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
