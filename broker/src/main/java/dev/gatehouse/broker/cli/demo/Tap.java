package dev.gatehouse.broker.cli.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A socket before the broker's that keeps every byte which crosses it, both ways, so that all of
/// them can be searched afterwards.
final class Tap implements AutoCloseable {
    private final ServerSocketChannel server;
    private final Path broker;
    private final ByteArrayOutputStream crossed = new ByteArrayOutputStream();

    private Tap(ServerSocketChannel server, Path broker) {
        this.server = server;
        this.broker = broker;
    }

    static Tap open(Path socket, Path broker) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
        Tap tap = new Tap(server, broker);
        Thread.ofVirtual().start(tap::accept);
        return tap;
    }

    byte[] crossed() {
        synchronized (crossed) {
            return crossed.toByteArray();
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel agent = server.accept();
                SocketChannel onward = SocketChannel.open(UnixDomainSocketAddress.of(broker));
                Thread.ofVirtual().start(() -> copy(agent, onward));
                Thread.ofVirtual().start(() -> copy(onward, agent));
            } catch (IOException closed) {
                // The tap was closed, or the broker is gone: the agent sees it as a closed
                // connection.
            }
        }
    }

    private void copy(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        try (from;
                to) {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                synchronized (crossed) {
                    crossed.write(buffer.array(), 0, buffer.limit());
                }
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException closed) {
            // Either end is gone.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
