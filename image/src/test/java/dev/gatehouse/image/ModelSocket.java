package dev.gatehouse.image;

import dev.gatehouse.demoforge.model.DemoModel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// `model.sock` in a directory that is mounted in a worker, with a model behind it: bytes both
/// ways, and nothing that a broker does.
final class ModelSocket implements AutoCloseable {
    /// What the images give a program that insists on a key.
    static final String PUBLIC_WORD = "gatehouse-keeps-the-key";

    private final ServerSocketChannel server;
    private final DemoModel model;

    private ModelSocket(ServerSocketChannel server, DemoModel model) {
        this.server = server;
        this.model = model;
    }

    /// The model takes the public word: nobody here puts a key in its place.
    static ModelSocket open(Path directory, DemoModel model) throws IOException {
        model.accept(PUBLIC_WORD);
        Path path = directory.resolve("model.sock");
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        // The agent is another user than whoever runs the tests.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
        ModelSocket socket = new ModelSocket(server, model);
        Thread.ofVirtual().start(socket::accept);
        return socket;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel program = server.accept();
                Thread.ofVirtual().start(() -> carry(program));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void carry(SocketChannel program) {
        InetSocketAddress address =
                new InetSocketAddress(model.url().getHost(), model.url().getPort());
        try (program;
                SocketChannel upstream = SocketChannel.open(address)) {
            Thread back = Thread.ofVirtual().start(() -> copy(upstream, program));
            copy(program, upstream);
            back.join();
        } catch (IOException _) {
            // The program hung up.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(SocketChannel from, SocketChannel to) {
        try {
            Channels.newInputStream(from).transferTo(Channels.newOutputStream(to));
            to.shutdownOutput();
        } catch (IOException _) {
            // One of the two hung up.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
