package dev.gatehouse.shim.tunnel;

import dev.gatehouse.shim.loopback.LoopbackPort;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// What listens behind the relay: does the same with every connection, each on a thread of its own.
final class TestingListener implements AutoCloseable {
    private final Path path;
    private final ServerSocketChannel server;

    /// What is done with a connection, which is closed afterwards.
    @FunctionalInterface
    interface Business {
        void with(SocketChannel channel) throws IOException;
    }

    TestingListener(Path path, Business business) throws IOException {
        this.path = path;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path), 2 * LoopbackPort.MAXIMUM_CONNECTIONS);
        Thread.startVirtualThread(() -> accept(business));
    }

    private void accept(Business business) {
        try {
            while (true) {
                SocketChannel channel = server.accept();
                Thread.startVirtualThread(() -> serve(business, channel));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private static void serve(Business business, SocketChannel channel) {
        try (channel) {
            business.with(channel);
        } catch (IOException _) {
            // The relay went away: some tests want that.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(path);
    }
}
