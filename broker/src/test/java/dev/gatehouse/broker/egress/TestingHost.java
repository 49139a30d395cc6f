package dev.gatehouse.broker.egress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A server on loopback that does with each connection what the test says, and keeps what came.
final class TestingHost implements AutoCloseable {
    /// One connection: what to do with it.
    interface Behaviour {
        void serve(Visit visit) throws IOException, InterruptedException;
    }

    /// One connection, and the bytes that came over it so far.
    record Visit(Socket socket, ByteArrayOutputStream received) {
        InputStream in() throws IOException {
            return socket.getInputStream();
        }

        void send(String latin1) throws IOException {
            send(latin1.getBytes(StandardCharsets.ISO_8859_1));
        }

        void send(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        }

        /// @return what was read; empty at the end
        byte[] read() throws IOException {
            byte[] bytes = new byte[64 * 1024];
            int read = in().read(bytes);
            if (read < 0) {
                return new byte[0];
            }
            synchronized (received) {
                received.write(bytes, 0, read);
            }
            return Arrays.copyOf(bytes, read);
        }

        void readUntil(String end) throws IOException {
            while (!text().contains(end) && read().length > 0) {
                // until it came
            }
        }

        String text() {
            synchronized (received) {
                return received.toString(StandardCharsets.ISO_8859_1);
            }
        }
    }

    private final ServerSocket server;
    private final List<Visit> visits = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();

    private TestingHost(ServerSocket server, Behaviour behaviour) {
        this.server = server;
        Thread.ofVirtual().start(() -> accept(behaviour));
    }

    static TestingHost at(String address, int port, Behaviour behaviour) throws IOException {
        ServerSocket server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        return new TestingHost(server, behaviour);
    }

    static TestingHost serving(Behaviour behaviour) throws IOException {
        return at("127.0.0.1", 0, behaviour);
    }

    /// Sends back whatever comes.
    static TestingHost echo() throws IOException {
        return serving(visit -> {
            for (byte[] bytes = visit.read(); bytes.length > 0; bytes = visit.read()) {
                visit.send(bytes);
            }
        });
    }

    /// Answers each request's head with this.
    static TestingHost answering(String answer) throws IOException {
        return serving(visit -> {
            visit.readUntil("\r\n\r\n");
            visit.send(answer);
        });
    }

    private void accept(Behaviour behaviour) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Visit visit = new Visit(socket, new ByteArrayOutputStream());
                visits.add(visit);
                accepted.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(visit, behaviour));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Visit visit, Behaviour behaviour) {
        try (Socket _ = visit.socket()) {
            behaviour.serve(visit);
        } catch (IOException gone) {
            // The test looks at what came.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    int port() {
        return server.getLocalPort();
    }

    int accepted() {
        return accepted.get();
    }

    /// What came over all connections.
    String received() {
        StringBuilder all = new StringBuilder();
        visits.forEach(visit -> all.append(visit.text()));
        return all.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Visit visit : visits) {
            visit.socket().close();
        }
    }
}
