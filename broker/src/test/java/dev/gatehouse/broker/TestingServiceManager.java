package dev.gatehouse.broker;

import dev.gatehouse.broker.systemd.Notifier;
import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.newsclub.net.unix.FileDescriptorCast;

/// Does what systemd does for a service with `FileDescriptorStoreMax=`: hears its messages, keeps
/// the sockets it sends, and hands copies of them to the next process.
final class TestingServiceManager implements Closeable {
    private final AFUNIXDatagramSocket socket;
    private final Notifier notifier;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Map<String, FileDescriptor> store = new ConcurrentHashMap<>();

    private TestingServiceManager(
            AFUNIXDatagramSocket socket, Path path, Map<String, String> more) {
        this.socket = socket;
        Map<String, String> environment = new TreeMap<>(more);
        environment.put("NOTIFY_SOCKET", path.toString());
        this.notifier = Notifier.of(environment, ProcessHandle.current().pid());
    }

    /// @param more of the environment that it gives to the service
    static TestingServiceManager in(Path directory, Map<String, String> more) throws IOException {
        AFUNIXDatagramSocket socket = AFUNIXDatagramSocket.newInstance();
        Path path = directory.resolve("notify");
        socket.bind(AFUNIXSocketAddress.of(path));
        socket.setAncillaryReceiveBufferSize(1024);
        TestingServiceManager manager = new TestingServiceManager(socket, path, more);
        Thread.ofPlatform().name("testing-systemd").daemon().start(manager::run);
        return manager;
    }

    Notifier notifier() {
        return notifier;
    }

    /// Every message so far.
    List<String> heard() {
        return List.copyOf(heard);
    }

    void await(String message) throws InterruptedException {
        while (!heard.contains(message)) {
            Thread.sleep(10);
        }
    }

    /// The names of what is kept.
    List<String> kept() {
        return store.keySet().stream().sorted().toList();
    }

    /// Copies of what is kept, by their numbers, as a new process would find them.
    SortedMap<Integer, String> copies() throws IOException {
        SortedMap<Integer, String> copies = new TreeMap<>();
        for (Map.Entry<String, FileDescriptor> kept : store.entrySet()) {
            copies.put(
                    FileDescriptorCast.duplicating(kept.getValue()).as(Integer.class),
                    kept.getKey());
        }
        return copies;
    }

    private void run() {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        while (true) {
            try {
                packet.setLength(4096);
                socket.receive(packet);
                hear(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void hear(String message) throws IOException {
        FileDescriptor[] descriptors = socket.getReceivedFileDescriptors();
        String name = message.substring(message.indexOf("FDNAME=") + "FDNAME=".length());
        if (message.startsWith("FDSTORE=1\n")) {
            store.put(name, descriptors[0]);
        } else if (message.startsWith("FDSTOREREMOVE=1\n")) {
            store.remove(name);
        }
        heard.add(message);
    }

    @Override
    public void close() throws SocketException {
        socket.close();
    }
}
