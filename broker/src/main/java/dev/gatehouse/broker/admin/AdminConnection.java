package dev.gatehouse.broker.admin;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// One request at the operator's socket and its answer. The broker closes after it, so the answer
/// ends where the stream does.
final class AdminConnection implements AutoCloseable {
    private static final int MOST_ANSWER_BYTES = 1024 * 1024;
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Path socket;
    private final SocketChannel channel;
    private final Duration patience;
    private volatile boolean late;
    private @Nullable IOException cut;

    private AdminConnection(Path socket, SocketChannel channel, Duration patience) {
        this.socket = socket;
        this.channel = channel;
        this.patience = patience;
    }

    /// @param patience for the connection, which waits where a broker hangs and its backlog is
    ///   full, and then for the answer
    static AdminConnection open(Path socket, Duration patience) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        AdminConnection connection = new AdminConnection(socket, channel, patience);
        Thread clock = connection.clock();
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return connection;
        } catch (IOException refused) {
            channel.close();
            throw connection.late
                    ? connection.noAnswer(refused)
                    : new IOException(
                            "no broker can be reached at " + socket + ": " + remedy(socket),
                            refused);
        } finally {
            clock.interrupt();
        }
    }

    private static String remedy(Path socket) {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return "start it (gatehouse serve), or name its socket";
        }
        return Files.isWritable(socket)
                ? "nobody listens there: start it (gatehouse serve)"
                : "it is for root and the broker's own user: run this as one of them";
    }

    void send(String method, String path) throws IOException {
        write(out -> out.write(head(method, path, "")));
    }

    void send(String method, String path, byte[] document) throws IOException {
        write(out -> {
            out.write(
                    head(
                            method,
                            path,
                            "Content-Type: application/json\r\nContent-Length: "
                                    + document.length
                                    + "\r\n"));
            out.write(document);
        });
    }

    void send(String method, String path, AdminClient.Content content) throws IOException {
        write(out -> {
            out.write(
                    head(
                            method,
                            path,
                            "Content-Type: application/octet-stream\r\nTransfer-Encoding:"
                                    + " chunked\r\n"));
            try (OutputStream body = new BufferedOutputStream(new ChunkedBody(out), CHUNK_BYTES)) {
                content.writeTo(body);
            }
        });
    }

    /// @return the body of an answer that is no problem
    byte[] reply() throws IOException {
        ByteBuffer answer = ByteBuffer.wrap(read());
        String text = new String(answer.array(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || !text.matches("(?s)HTTP/1\\.1 [2-5][0-9]{2} .*")) {
            throw noAnswer(cut);
        }
        int status = Integer.parseInt(text, 9, 12, 10);
        byte[] body = new byte[answer.capacity() - end - 4];
        answer.get(end + 4, body);
        if (status >= 300) {
            throw refusal(status, body);
        }
        return body;
    }

    private IOException noAnswer(@Nullable IOException cause) {
        String when = late ? " within " + patience.toSeconds() + " s" : "";
        return new IOException(
                "the broker at " + socket + " gave no answer" + when + ": see its log", cause);
    }

    private static AdminRefusal refusal(int status, byte[] body) {
        JsonNode problem = AdminDocuments.parsed(body).orElseGet(MissingNode::getInstance);
        return new AdminRefusal(
                status,
                problem.path("detail").asString("the broker answered " + status),
                problem.path("remedy").asString("see its log"),
                problem.path("problems").valueStream().map(JsonNode::asString).toList());
    }

    /// The broker may answer and close before it has all; then what it says is still to be read.
    private void write(AdminClient.Content request) throws IOException {
        ChannelOutput out = new ChannelOutput(channel);
        try {
            request.writeTo(out);
        } catch (IOException failed) {
            cut = out.failure().orElseThrow(() -> failed);
        }
    }

    private byte[] read() throws IOException {
        Thread clock = clock();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES);
        try {
            while (channel.read(buffer) >= 0 && all.size() <= MOST_ANSWER_BYTES) {
                all.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
        } catch (IOException reset) {
            cut = cut == null ? reset : cut;
        } finally {
            clock.interrupt();
        }
        return all.toByteArray();
    }

    private Thread clock() {
        return Thread.ofVirtual().name("admin-patience").start(this::closeInTime);
    }

    private void closeInTime() {
        try {
            Thread.sleep(patience);
            late = true;
            channel.close();
        } catch (InterruptedException answered) {
            Thread.currentThread().interrupt();
        } catch (IOException unclean) {
            // The connection is given up either way.
        }
    }

    private static byte[] head(String method, String path, String fields) {
        return (method + " " + path + " HTTP/1.1\r\nHost: gatehouse\r\n" + fields + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
