package dev.gatehouse.shim;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A broker that answers each connection with the next line of its script, and keeps what it was
/// asked. After the script it closes connections without an answer.
public final class TestingBroker implements AutoCloseable {
    private final Path directory;
    private final Path socket;
    private final ServerSocketChannel server;
    private final List<Received> received = new CopyOnWriteArrayList<>();

    /// One request: its head as text, and its body with the chunks put together.
    public record Received(String head, String body) {
        public String requestLine() {
            return head.lines().findFirst().orElse("");
        }
    }

    /// Writes an answer.
    @FunctionalInterface
    public interface Script {
        void answer(OutputStream agent) throws IOException;

        /// Whether the request's body is read before answering.
        default boolean readsBody() {
            return true;
        }
    }

    private TestingBroker(Path directory, Path socket, List<Script> scripts) throws IOException {
        this.directory = directory;
        this.socket = socket;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofPlatform().daemon().start(() -> serve(scripts));
    }

    public static TestingBroker scripted(Script... scripts) {
        try {
            Path directory = Files.createTempDirectory("forge-test");
            return new TestingBroker(directory, directory.resolve("forge.sock"), List.of(scripts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// At a socket that is not there yet.
    public static TestingBroker at(Path socket, Script... scripts) throws IOException {
        return new TestingBroker(socket, socket, List.of(scripts));
    }

    /// Answers with raw text, `\n` standing for CRLF in the head.
    public static TestingBroker answering(String... answers) {
        Script[] scripts = new Script[answers.length];
        for (int i = 0; i < answers.length; i++) {
            scripts[i] = raw(answers[i]);
        }
        return scripted(scripts);
    }

    public static Script raw(String answer) {
        return agent -> agent.write(bytes(answer));
    }

    /// A head with `\n` line ends, a blank line, and the body as it is.
    public static byte[] bytes(String answer) {
        int blank = answer.indexOf("\n\n");
        int end = blank < 0 ? answer.length() : blank + 2;
        String head = answer.substring(0, end).replace("\n", "\r\n");
        return (head + answer.substring(end)).getBytes(StandardCharsets.UTF_8);
    }

    /// `200 OK` with a JSON body.
    public static String ok(String body) {
        return json("200 OK", body, "");
    }

    /// @param headers more lines, each with its `\n`
    public static String json(String status, String body, String headers) {
        return "HTTP/1.1 "
                + status
                + "\nContent-Type: application/json\n"
                + headers
                + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length
                + "\n\n"
                + body;
    }

    public Path socket() {
        return socket;
    }

    public List<Received> received() {
        return received;
    }

    private void serve(List<Script> scripts) {
        try {
            for (Script script : scripts) {
                try (SocketChannel agent = server.accept()) {
                    InputStream input = Channels.newInputStream(agent);
                    String head = readHead(input);
                    received.add(
                            new Received(head, script.readsBody() ? readBody(head, input) : ""));
                    script.answer(Channels.newOutputStream(agent));
                } catch (ClosedChannelException e) {
                    throw e;
                } catch (IOException _) {
                    // The agent went away: some tests want that.
                }
            }
            while (true) {
                server.accept().close();
            }
        } catch (IOException _) {
            // Closed.
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
        return head.toString(StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    }

    private static String readBody(String head, InputStream input) throws IOException {
        if (head.contains("\nTransfer-Encoding: chunked\n")) {
            return readChunks(input);
        }
        int at = head.indexOf("\nContent-Length: ");
        if (at < 0) {
            return "";
        }
        int start = at + "\nContent-Length: ".length();
        int length = Integer.parseInt(head.substring(start, head.indexOf('\n', start)));
        return new String(input.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String readChunks(InputStream input) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size = Integer.parseInt(readLine(input), 16);
        while (size > 0) {
            body.write(input.readNBytes(size));
            readLine(input);
            size = Integer.parseInt(readLine(input), 16);
        }
        readLine(input);
        return body.toString(StandardCharsets.UTF_8);
    }

    private static String readLine(InputStream input) throws IOException {
        StringBuilder line = new StringBuilder();
        int octet = input.read();
        while (octet >= 0 && octet != '\n') {
            line.append((char) octet);
            octet = input.read();
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
        Files.deleteIfExists(directory);
    }
}
