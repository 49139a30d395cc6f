package dev.gatehouse.shim;

import dev.gatehouse.demoforge.DemoForge;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A broker that adds a token and forwards to a forge, byte for byte; where it was told to, it
/// answers by itself.
public final class TestingGitBroker implements AutoCloseable {
    private final Path socket;
    private final DemoForge forge;
    private final String user;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final TestingLfsStore lfs = new TestingLfsStore();
    private ServerSocketChannel server;

    public TestingGitBroker(Path socket, DemoForge forge, String user) throws IOException {
        this.socket = socket;
        this.forge = forge;
        this.user = user;
        this.server = listen();
    }

    private ServerSocketChannel listen() throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listening.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofPlatform().daemon().start(() -> accept(listening));
        return listening;
    }

    /// Answers requests whose request line holds the text, without reading their bodies.
    public void answer(String requestLinePart, String rawAnswer) {
        answers.put(requestLinePart, rawAnswer);
    }

    public void stop() throws IOException {
        server.close();
        Files.delete(socket);
    }

    public void restart() throws IOException {
        server = listen();
    }

    public Path socket() {
        return socket;
    }

    public TestingLfsStore lfs() {
        return lfs;
    }

    /// What was received, with `\n` line ends.
    public List<String> heads() {
        return heads;
    }

    private void accept(ServerSocketChannel listening) {
        try {
            while (true) {
                SocketChannel agent = listening.accept();
                Thread.ofPlatform().daemon().start(() -> serve(agent));
            }
        } catch (IOException _) {
            // Stopped.
        }
    }

    private void serve(SocketChannel agent) {
        try (agent) {
            InputStream input = Channels.newInputStream(agent);
            OutputStream output = Channels.newOutputStream(agent);
            String head = readHead(input);
            heads.add(head.replace("\r\n", "\n"));
            String line = head.substring(0, head.indexOf('\r'));
            for (Map.Entry<String, String> answer : answers.entrySet()) {
                if (line.contains(answer.getKey())) {
                    output.write(TestingBroker.bytes(answer.getValue()));
                    return;
                }
            }
            if (line.contains("/info/lfs/")) {
                lfs.serve(head, input, output);
            } else {
                forward(head, input, output);
            }
        } catch (IOException _) {
            // One of the two went away.
        }
    }

    private void forward(String head, InputStream input, OutputStream output) throws IOException {
        try (Socket upstream =
                new Socket(InetAddress.getLoopbackAddress(), forge.url().getPort())) {
            String authorization = "\r\nAuthorization: token " + forge.token(user) + "\r\n\r\n";
            upstream.getOutputStream()
                    .write(
                            head.replace("\r\n\r\n", authorization)
                                    .getBytes(StandardCharsets.ISO_8859_1));
            Thread.ofPlatform()
                    .daemon()
                    .start(() -> {
                        try {
                            input.transferTo(upstream.getOutputStream());
                        } catch (IOException _) {
                            // Answered and closed.
                        }
                    });
            upstream.getInputStream().transferTo(output);
        }
    }

    private static String readHead(InputStream input) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int octet = input.read();
            if (octet < 0) {
                throw new EOFException("inside a head");
            }
            head.write(octet);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
    }
}
