package dev.gatehouse.broker.fault;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A forge that knows whose the token is and one repository, and treats every other request as
/// rudely as a test wants.
final class RudeForge implements AutoCloseable {
    private static final String ACCOUNT = answer("{\"id\":2,\"login\":\"dev-bot\"}");
    private static final String REPOSITORY =
            answer(
                    "{\"id\":7,\"name\":\"claude-hooks\",\"full_name\":\"charles/claude-hooks\","
                            + "\"owner\":{\"id\":1,\"login\":\"charles\"}}");
    private static final String FINE = answer("{\"fine\":true}");

    /// What becomes of a connection once the head of a request was read.
    @FunctionalInterface
    interface Manners {
        /// @param line of the connection: of its bytes above TLS, where there is TLS
        /// @param wire of the same connection, below
        void meet(Socket line, Socket wire) throws IOException;
    }

    private final ServerSocket listening;
    private final @Nullable SSLContext tls;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> requestLines = new CopyOnWriteArrayList<>();
    private volatile Manners manners = RudeForge::isFine;

    private RudeForge(ServerSocket listening, @Nullable SSLContext tls) {
        this.listening = listening;
        this.tls = tls;
    }

    static RudeForge start() throws IOException {
        return start(null);
    }

    /// @param tls for what it speaks above TCP, if so
    static RudeForge start(@Nullable SSLContext tls) throws IOException {
        RudeForge forge =
                new RudeForge(new ServerSocket(0, 64, InetAddress.ofLiteral("127.0.0.1")), tls);
        Thread.ofVirtual().start(forge::accept);
        return forge;
    }

    /// An answer with this JSON, in one piece.
    static String answer(String json) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + json.length()
                + "\r\n\r\n"
                + json;
    }

    static void isFine(Socket line, Socket wire) throws IOException {
        say(line, FINE);
    }

    static void say(Socket line, String bytes) throws IOException {
        line.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        line.getOutputStream().flush();
    }

    void treat(Manners rudely) {
        manners = rudely;
    }

    URI url() {
        return URI.create(
                (tls == null ? "http" : "https") + "://127.0.0.1:" + listening.getLocalPort());
    }

    /// Of the requests of agents, not of the broker's own.
    List<String> requestLines() {
        return requestLines;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket wire = listening.accept();
                open.add(wire);
                Thread.ofVirtual().start(() -> serve(wire));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket wire) {
        try (wire) {
            Socket line = tls == null ? wire : above(wire, tls);
            while (true) {
                String head = head(line.getInputStream());
                if (head.startsWith("GET /api/v1/user ")) {
                    say(line, ACCOUNT);
                } else if (head.startsWith("GET /api/v1/repos/charles/claude-hooks ")) {
                    say(line, REPOSITORY);
                } else {
                    requestLines.add(head.lines().findFirst().orElse(""));
                    manners.meet(line, wire);
                }
            }
        } catch (IOException over) {
            // Rudely or not, this connection has ended.
        } finally {
            open.remove(wire);
        }
    }

    private static Socket above(Socket wire, SSLContext tls) throws IOException {
        SSLSocket line = (SSLSocket) tls.getSocketFactory().createSocket(wire, null, true);
        line.setUseClientMode(false);
        return line;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the client went");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
