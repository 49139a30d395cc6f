package dev.gatehouse.demoforge.misbehaviour;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A bare socket that answers every request head with the same broken bytes.
public final class BrokenForge implements AutoCloseable {
    private static final int DRAIN_MILLIS = 200;

    private final ServerSocket listening;
    private final byte[] answer;
    private final boolean staysOpen;
    private final AtomicInteger accepted = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private BrokenForge(byte[] answer, boolean staysOpen) throws IOException {
        this.listening = new ServerSocket(0, 64, InetAddress.ofLiteral("127.0.0.1"));
        this.answer = answer;
        this.staysOpen = staysOpen;
    }

    public static BrokenForge start(Breakage breakage) throws IOException {
        return start(breakage.bytes(), breakage.staysOpen());
    }

    /// Answers with these very bytes, then closes unless `staysOpen`.
    public static BrokenForge start(byte[] answer, boolean staysOpen) throws IOException {
        var forge = new BrokenForge(answer.clone(), staysOpen);
        Thread.ofVirtual().name("broken-forge").start(forge::acceptUntilClosed);
        return forge;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/");
    }

    public int connections() {
        return accepted.get();
    }

    private void acceptUntilClosed() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                accepted.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            while (readsHead(in)) {
                socket.getOutputStream().write(answer);
                if (!staysOpen) {
                    socket.shutdownOutput();
                    drain(socket);
                    return;
                }
            }
        } catch (IOException gone) {
            // The client gave up first.
        } finally {
            open.remove(socket);
        }
    }

    private static boolean readsHead(InputStream in) throws IOException {
        int ends = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            ends = next == '\n' ? ends + 1 : next == '\r' ? ends : 0;
            if (ends == 2) {
                return true;
            }
        }
        return false;
    }

    /// Closing with unread bytes would reset the connection and could take the answer with it.
    private static void drain(Socket socket) throws IOException {
        socket.setSoTimeout(DRAIN_MILLIS);
        try {
            socket.getInputStream().skipNBytes(Long.MAX_VALUE);
        } catch (SocketTimeoutException | EOFException drained) {
            // Nothing more comes.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
