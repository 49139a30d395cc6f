package dev.gatehouse.broker.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/// A socket in front of an agent's, which keeps every byte that crosses it, both ways.
final class SocketRecorder implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path path;
    private final Path behind;
    private final ServerSocketChannel listening;
    private final ByteArrayOutputStream crossed = new ByteArrayOutputStream();

    private SocketRecorder(Path path, Path behind, ServerSocketChannel listening) {
        this.path = path;
        this.behind = behind;
        this.listening = listening;
    }

    static SocketRecorder open(Path path, Path behind) throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listening.bind(UnixDomainSocketAddress.of(path));
        SocketRecorder recorder = new SocketRecorder(path, behind, listening);
        Thread.ofPlatform().daemon().start(recorder::accept);
        return recorder;
    }

    Path path() {
        return path;
    }

    byte[] crossed() {
        synchronized (crossed) {
            return crossed.toByteArray();
        }
    }

    private void accept() {
        while (listening.isOpen()) {
            try {
                SocketChannel near = listening.accept();
                Thread.ofVirtual().start(() -> carry(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void carry(SocketChannel near) {
        try (near;
                SocketChannel far = SocketChannel.open(UnixDomainSocketAddress.of(behind))) {
            Thread up = Thread.ofVirtual().start(() -> copy(near, far));
            copy(far, near);
            up.join();
        } catch (IOException nobody) {
            // No broker: the caller sees its connection end.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy(SocketChannel from, SocketChannel to) {
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES);
        try {
            while (from.read(bytes) >= 0) {
                bytes.flip();
                synchronized (crossed) {
                    crossed.write(bytes.array(), 0, bytes.limit());
                }
                while (bytes.hasRemaining()) {
                    to.write(bytes);
                }
                bytes.clear();
            }
            to.shutdownOutput();
        } catch (IOException gone) {
            // One side is gone; the other hears of it when both are closed.
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException closed) {
            // That is what was wanted.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
