package dev.gatehouse.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Talks raw HTTP to an agent's socket: exactly the bytes a test gives, and whatever comes back.
public record AgentClient(Path socket) {
    /// @param closed whether the broker closed the connection after the answer
    public record Reply(int status, String head, String body, boolean closed) {
        public Optional<String> header(String name) {
            return head.lines()
                    .filter(line ->
                            line.toLowerCase(Locale.ROOT)
                                    .startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }

        public String refusal() {
            return header("Gatehouse-Refusal").orElse("");
        }
    }

    public Reply get(String target) throws IOException {
        return call("GET", target, "");
    }

    public Reply call(String method, String target, String headers) throws IOException {
        return raw(method + " " + target + " HTTP/1.1\r\nHost: forge\r\n" + headers + "\r\n");
    }

    public Reply json(String method, String target, String json) throws IOException {
        return body(method, target, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    public Reply body(String method, String target, String type, byte[] body) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(
                (method
                                + " "
                                + target
                                + " HTTP/1.1\r\nHost: forge\r\nContent-Type: "
                                + type
                                + "\r\nContent-Length: "
                                + body.length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        return raw(request.toByteArray());
    }

    public Reply raw(String request) throws IOException {
        return raw(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Sends, and reads one answer by its framing.
    public Reply raw(byte[] request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            ByteBuffer out = ByteBuffer.wrap(request);
            try {
                while (out.hasRemaining()) {
                    channel.write(out);
                }
            } catch (IOException refused) {
                // It answered and closed before it had all.
            }
            return read(channel);
        }
    }

    public static Reply read(SocketChannel channel) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int headEnd;
        while ((headEnd = text(all).indexOf("\r\n\r\n")) < 0) {
            if (!more(channel, all)) {
                return new Reply(0, text(all), "", true);
            }
        }
        String head = text(all).substring(0, headEnd);
        int bodyStart = headEnd + 4;
        int status = Integer.parseInt(head.substring(9, 12));
        Reply headOnly = new Reply(status, head, "", false);
        if (headOnly.header("Transfer-Encoding").isPresent()) {
            while (!text(all).endsWith("0\r\n\r\n")) {
                if (!more(channel, all)) {
                    return new Reply(status, head, text(all).substring(bodyStart) + "<cut>", true);
                }
            }
        } else {
            int length = Integer.parseInt(headOnly.header("Content-Length").orElse("0"));
            while (all.size() < bodyStart + length) {
                if (!more(channel, all)) {
                    return new Reply(status, head, text(all).substring(bodyStart) + "<cut>", true);
                }
            }
        }
        boolean closed = headOnly.header("Connection").filter("close"::equals).isPresent();
        return new Reply(
                status, head, text(all).substring(bodyStart), closed && !more(channel, all));
    }

    private static boolean more(SocketChannel channel, ByteArrayOutputStream all)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        int read;
        try {
            read = channel.read(buffer);
        } catch (IOException reset) {
            // Closed while bytes of ours lay unread: the kernel says so by a reset.
            read = -1;
        }
        if (read > 0) {
            all.write(buffer.array(), 0, read);
        }
        return read > 0;
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
