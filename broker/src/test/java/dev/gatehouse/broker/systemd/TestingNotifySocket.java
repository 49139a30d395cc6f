package dev.gatehouse.broker.systemd;

import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/// The service manager's side of `NOTIFY_SOCKET`.
final class TestingNotifySocket implements Closeable {
    /// One datagram, and the descriptors that came with it.
    record Message(String text, List<FileDescriptor> descriptors) {}

    private final AFUNIXDatagramSocket socket;

    private TestingNotifySocket(AFUNIXDatagramSocket socket) {
        this.socket = socket;
    }

    static TestingNotifySocket at(AFUNIXSocketAddress address) throws IOException {
        AFUNIXDatagramSocket socket = AFUNIXDatagramSocket.newInstance();
        socket.bind(address);
        socket.setAncillaryReceiveBufferSize(1024);
        socket.setSoTimeout(2000);
        return new TestingNotifySocket(socket);
    }

    Message next() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        socket.receive(packet);
        FileDescriptor[] received = socket.getReceivedFileDescriptors();
        return new Message(
                new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8),
                received == null ? List.of() : List.of(received));
    }

    /// What comes within a fraction of a second.
    Optional<Message> anything() throws IOException {
        socket.setSoTimeout(200);
        try {
            return Optional.of(next());
        } catch (SocketTimeoutException nothing) {
            return Optional.empty();
        } finally {
            socket.setSoTimeout(2000);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
