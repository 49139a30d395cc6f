package dev.gatehouse.shim.mcp;

import dev.gatehouse.shim.TestingBroker;
import dev.gatehouse.shim.endpoint.Message;
import dev.gatehouse.shim.json.Json;
import dev.gatehouse.shim.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The broker's MCP endpoint: each request is answered on a thread of its own.
final class TestingEndpoint implements AutoCloseable {
    private final Path socket;
    private final Behaviour behaviour;
    private final List<Request> received = new CopyOnWriteArrayList<>();
    private ServerSocketChannel server;

    /// @param body empty for `GET` and `DELETE`
    record Request(String head, String body) {
        boolean is(String method) {
            return body.isEmpty()
                    ? head.startsWith(method + " ")
                    : Message.of(body).method().equals(method);
        }

        String id() {
            return JsonText.of(Message.of(body).id());
        }

        Json json() {
            return Message.of(body).json();
        }

        boolean has(String headerLine) {
            return head.contains("\n" + headerLine + "\n");
        }
    }

    /// Answers requests.
    @FunctionalInterface
    interface Behaviour {
        void answer(Request request, Reply reply) throws IOException, InterruptedException;
    }

    /// Writes an answer.
    record Reply(InputStream input, OutputStream output) {
        void raw(String answer) throws IOException {
            output.write(TestingBroker.bytes(answer));
        }

        void json(String body, String... headers) throws IOException {
            String lines = headers.length == 0 ? "" : String.join("\n", headers) + "\n";
            raw(TestingBroker.json("200 OK", body, lines));
        }

        void result(Request request, String result, String... headers) throws IOException {
            json(line(request, result), headers);
        }

        void accepted() throws IOException {
            raw("HTTP/1.1 202 Accepted\nContent-Length: 0\n\n");
        }

        void beginEvents() throws IOException {
            raw("HTTP/1.1 200 OK\nContent-Type: text/event-stream\n\n");
        }

        void event(String data) throws IOException {
            output.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        }

        static String line(Request request, String result) {
            return "{\"jsonrpc\":\"2.0\",\"id\":" + request.id() + ",\"result\":" + result + "}";
        }

        /// Returns when the client has closed the connection.
        void awaitHangUp() throws IOException {
            input.transferTo(OutputStream.nullOutputStream());
        }
    }

    TestingEndpoint(Path socket, Behaviour behaviour) throws IOException {
        this.socket = socket;
        this.behaviour = behaviour;
        this.server = listen();
    }

    private ServerSocketChannel listen() throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listening.bind(UnixDomainSocketAddress.of(socket));
        Thread.startVirtualThread(() -> accept(listening));
        return listening;
    }

    List<Request> received() {
        return received;
    }

    List<Request> received(String method) {
        return received.stream().filter(request -> request.is(method)).toList();
    }

    void awaitReceived(String method) throws InterruptedException {
        for (int i = 0; i < 1_000 && received(method).isEmpty(); i++) {
            Thread.sleep(10);
        }
    }

    void stop() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
    }

    void restart() throws IOException {
        server = listen();
    }

    private void accept(ServerSocketChannel listening) {
        try {
            while (true) {
                SocketChannel client = listening.accept();
                Thread.startVirtualThread(() -> serve(client));
            }
        } catch (IOException _) {
            // Stopped.
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            InputStream input = Channels.newInputStream(client);
            String head = head(input);
            int at = head.indexOf("\nContent-Length: ");
            int start = at + "\nContent-Length: ".length();
            int length =
                    at < 0 ? 0 : Integer.parseInt(head.substring(start, head.indexOf('\n', start)));
            String body = new String(input.readNBytes(length), StandardCharsets.UTF_8);
            Request request = new Request(head, body);
            received.add(request);
            behaviour.answer(request, new Reply(input, Channels.newOutputStream(client)));
        } catch (IOException _) {
            // The client went away: some tests want that.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream input) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int octet = input.read();
            if (octet < 0) {
                throw new EOFException("inside a head");
            }
            head.write(octet);
        }
        return head.toString(StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
