package dev.gatehouse.broker.worker;

import com.github.dockerjava.api.DockerClient;
import dev.gatehouse.broker.worker.docker.DockerEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// An engine that answers some requests with a document and refuses all others.
public final class TestingEngine implements AutoCloseable {
    /// What it says when it refuses.
    public static final String REFUSAL = "the engine is tired";

    private final ServerSocketChannel server;
    private final DockerClient docker;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private TestingEngine(ServerSocketChannel server, DockerClient docker) {
        this.server = server;
        this.docker = docker;
    }

    public static TestingEngine in(Path directory) throws IOException {
        Path socket = directory.resolve("engine.sock");
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        TestingEngine engine = new TestingEngine(server, DockerEngine.connect(socket));
        Thread.ofVirtual().start(engine::serve);
        return engine;
    }

    public DockerClient docker() {
        return docker;
    }

    /// @param request method, and the path without its version and query
    public TestingEngine answering(String request, String json) {
        answers.put(request, json);
        return this;
    }

    /// The requests so far, without versions and queries.
    public List<String> asked() {
        return new ArrayList<>(asked);
    }

    private void serve() {
        try {
            while (true) {
                try (SocketChannel channel = server.accept()) {
                    answer(channel);
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void answer(SocketChannel channel) throws IOException {
        InputStream in = Channels.newInputStream(channel);
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                return;
            }
            head.append((char) octet);
        }
        String request =
                head.substring(0, head.indexOf(" HTTP/"))
                        .replaceFirst(" /v[0-9.]+/", " /")
                        .replaceFirst("\\?.*", "");
        asked.add(request);
        String json = answers.get(request);
        String answer =
                json == null
                        ? "500 Internal Server Error\r\n\r\n{\"message\":\"" + REFUSAL + "\"}"
                        : "200 OK\r\nContent-Type: application/json\r\n\r\n" + json;
        OutputStream out = Channels.newOutputStream(channel);
        out.write(("HTTP/1.1 " + answer).getBytes(StandardCharsets.UTF_8));
        channel.shutdownOutput();
        // A connection that is closed with something unread in it would be reset.
        in.transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public void close() throws IOException {
        docker.close();
        server.close();
    }
}
