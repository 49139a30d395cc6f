package dev.gatehouse.broker.worker.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// docker-java's transport over the JDK's own Unix sockets, a connection for each request. The
/// transports that come with docker-java never shut down their output on a Unix socket, so a
/// program in a container would never see the end of its input.
final class DockerSocket implements DockerHttpClient {
    private static final int OK = 200;
    private static final int SWITCHED = 101;

    private final Path path;

    DockerSocket(Path path) {
        this.path = path;
    }

    @Override
    public Response execute(Request request) {
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(UnixDomainSocketAddress.of(path));
                return exchange(channel, request);
            } catch (IOException failed) {
                channel.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "the Docker Engine at " + path + " does not answer: " + failed.getMessage(),
                    failed);
        }
    }

    private static Response exchange(SocketChannel channel, Request request) throws IOException {
        OutputStream out = Channels.newOutputStream(channel);
        InputStream body = request.body();
        InputStream input = request.hijackedInput();
        StringBuilder head = new StringBuilder(256);
        head.append(request.method()).append(' ').append(request.path()).append(" HTTP/1.1\r\n");
        head.append("Host: docker\r\n");
        request.headers().forEach((name, value) -> field(head, name, value));
        if (input != null) {
            head.append("Connection: Upgrade\r\nUpgrade: tcp\r\n");
        } else {
            head.append("Connection: close\r\n");
        }
        byte[] bytes = request.bodyBytes();
        if (bytes != null) {
            head.append("Content-Length: ").append(bytes.length).append("\r\n");
        } else if (body != null) {
            head.append("Transfer-Encoding: chunked\r\n");
        }
        out.write(ascii(head.append("\r\n").toString()));
        if (bytes != null) {
            out.write(bytes);
        } else if (body != null) {
            chunked(body, out);
        }
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
        AnswerHead answer = AnswerHead.read(in);
        if (input != null && answer.status() < 300) {
            Thread.ofVirtual().name("docker-input").start(() -> pump(input, channel));
        }
        boolean raw = input != null || answer.status() == SWITCHED;
        return new Answer(channel, answer, raw ? in : answer.body(in));
    }

    /// A body of unknown length (RFC 9112, 7.1).
    private static void chunked(InputStream body, OutputStream out) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            if (read > 0) {
                out.write(ascii(Integer.toHexString(read) + "\r\n"));
                out.write(buffer, 0, read);
                out.write(ascii("\r\n"));
            }
        }
        out.write(ascii("0\r\n\r\n"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void field(StringBuilder head, String name, String value) {
        if ((name + value).chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("header " + name + " holds what a header cannot");
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /// What the caller gives to the program, up to its end.
    private static void pump(InputStream input, SocketChannel channel) {
        try {
            input.transferTo(Channels.newOutputStream(channel));
            channel.shutdownOutput();
        } catch (IOException over) {
            // The program ended before its input did.
        }
    }

    @Override
    public void close() {
        // Each request has a connection of its own.
    }

    private record Answer(SocketChannel channel, AnswerHead head, InputStream body)
            implements Response {
        /// docker-java takes every status outside of 2xx for a failure, but what it asked for by
        /// giving input is 101.
        @Override
        public int getStatusCode() {
            return head.status() == SWITCHED ? OK : head.status();
        }

        @Override
        public Map<String, List<String>> getHeaders() {
            return head.fields();
        }

        @Override
        public InputStream getBody() {
            return body;
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
