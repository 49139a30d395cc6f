package dev.gatehouse.demoforge.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The public port. The JDK's HTTP server does not tell how many connections it accepted, and a
/// test that asserts "nothing was connected" must also see a connection that never sent a byte, so
/// every connection comes in here, is counted, and is carried to the server behind, byte for byte.
public final class Door implements AutoCloseable {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final ServerSocket listening;
    private final InetSocketAddress behind;
    private final AtomicInteger accepted = new AtomicInteger();
    private final Map<Integer, Integer> ordinalByInnerPort = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Door(ServerSocket listening, InetSocketAddress behind) {
        this.listening = listening;
        this.behind = behind;
    }

    /// Opens a door on a free loopback port; carries what comes in to `behind`.
    public static Door open(InetSocketAddress behind) throws IOException {
        var door = new Door(new ServerSocket(0, 256, InetAddress.ofLiteral("127.0.0.1")), behind);
        Thread.ofVirtual().name("demo-forge-door").start(door::acceptUntilClosed);
        return door;
    }

    public int port() {
        return listening.getLocalPort();
    }

    /// How many TCP connections were accepted since the start.
    public int accepted() {
        return accepted.get();
    }

    /// Which connection (1 = the first) the server behind sees as coming from `innerPort`.
    public int ordinalOf(int innerPort) {
        return ordinalByInnerPort.getOrDefault(innerPort, 0);
    }

    private void acceptUntilClosed() {
        while (!listening.isClosed()) {
            try {
                Socket outer = listening.accept();
                int ordinal = accepted.incrementAndGet();
                Thread.ofVirtual()
                        .name("demo-forge-door-" + ordinal)
                        .start(() -> carry(outer, ordinal));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void carry(Socket outer, int ordinal) {
        open.add(outer);
        try (outer;
                Socket inner = new Socket()) {
            open.add(inner);
            outer.setTcpNoDelay(true);
            inner.setTcpNoDelay(true);
            inner.bind(new InetSocketAddress(behind.getAddress(), 0));
            ordinalByInnerPort.put(inner.getLocalPort(), ordinal);
            inner.connect(behind);
            Thread inward = Thread.ofVirtual().start(() -> pump(outer, inner));
            pump(inner, outer);
            // The server has said its last word: what the client still sends has no reader.
            outer.close();
            inward.join();
            open.remove(inner);
        } catch (IOException | InterruptedException gone) {
            // Either side went away: both ends close here.
        } finally {
            open.remove(outer);
        }
    }

    private static void pump(Socket from, Socket to) {
        var chunk = new byte[CHUNK_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                out.write(chunk, 0, count);
            }
            to.shutdownOutput();
        } catch (IOException reset) {
            closeQuietly(to);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // Nothing left to close.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        open.forEach(Door::closeQuietly);
    }
}
