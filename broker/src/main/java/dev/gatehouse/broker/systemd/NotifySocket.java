package dev.gatehouse.broker.systemd;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.DatagramPacket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.newsclub.net.unix.FileDescriptorCast;

/// The service manager's end of `sd_notify(3)`: one datagram for each message. The socket is opened
/// anew for each, so that a manager which restarted itself is reached too.
///
/// @param address `NOTIFY_SOCKET`: a path, or `@name` in the abstract name space
record NotifySocket(String address) {
    NotifySocket {
        if (!isAddress(address)) {
            throw new IllegalArgumentException(
                    "NOTIFY_SOCKET is '" + address + "': it is neither a path nor @name");
        }
    }

    static boolean isAddress(String text) {
        return text.length() > 1 && (text.startsWith("/") || text.startsWith("@"));
    }

    /// @param descriptors go along with it, and stay open here
    void send(String message, int... descriptors) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        try (AFUNIXDatagramSocket socket = AFUNIXDatagramSocket.newInstance()) {
            socket.connect(socketAddress());
            if (descriptors.length > 0) {
                socket.setOutboundFileDescriptors(objects(descriptors));
            }
            socket.send(new DatagramPacket(bytes, bytes.length));
        }
    }

    private AFUNIXSocketAddress socketAddress() throws IOException {
        return address.startsWith("@")
                ? AFUNIXSocketAddress.inAbstractNamespace(address.substring(1))
                : AFUNIXSocketAddress.of(Path.of(address));
    }

    private static FileDescriptor[] objects(int[] descriptors) throws IOException {
        FileDescriptor[] objects = new FileDescriptor[descriptors.length];
        for (int i = 0; i < descriptors.length; i++) {
            objects[i] = FileDescriptorCast.unsafeUsing(descriptors[i]).getFileDescriptor();
        }
        return objects;
    }
}
