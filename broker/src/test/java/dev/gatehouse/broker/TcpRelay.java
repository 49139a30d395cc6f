package dev.gatehouse.broker;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets connections to one port through to another: a forge that comes up late at a given address,
/// or whose place is taken by another.
public final class TcpRelay implements Closeable {
    private final ServerSocket listening;
    private final AtomicInteger accepted = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int to;

    private TcpRelay(ServerSocket listening, int to) {
        this.listening = listening;
        this.to = to;
    }

    /// @param port to listen on; 0 for any
    public static TcpRelay open(int port, int to) throws IOException {
        TcpRelay relay =
                new TcpRelay(new ServerSocket(port, 64, InetAddress.ofLiteral("127.0.0.1")), to);
        Thread.ofVirtual().start(relay::accept);
        return relay;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    public int connections() {
        return accepted.get();
    }

    /// Lets the connections of the future through to another port, and closes those of the past.
    public void turnTo(int port) throws IOException {
        to = port;
        breakConnections();
    }

    private void breakConnections() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket near = listening.accept();
                accepted.incrementAndGet();
                Socket far = new Socket(InetAddress.ofLiteral("127.0.0.1"), to);
                open.add(near);
                open.add(far);
                Thread.ofVirtual().start(() -> copy(near, far));
                Thread.ofVirtual().start(() -> copy(far, near));
            } catch (IOException closed) {
                // The next turn ends the loop where the relay is closed.
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // One side is gone, so the other is closed too.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        breakConnections();
    }
}
