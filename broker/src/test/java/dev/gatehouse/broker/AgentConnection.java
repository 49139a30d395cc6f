package dev.gatehouse.broker;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// One connection to an agent's socket that stays open between answers, which [AgentClient]'s do
/// not. What comes after an answer is kept for the next one.
public final class AgentConnection implements Closeable {
    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);

    private AgentConnection(SocketChannel channel) {
        this.channel = channel;
        buffer.flip();
    }

    public static AgentConnection open(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        return new AgentConnection(channel);
    }

    public void send(String bytes) throws IOException {
        send(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void send(byte[] bytes) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /// The next answer, framed by its head; what was cut off ends in `<cut>`.
    public AgentClient.Reply reply() throws IOException {
        Optional<String> head = until("\r\n\r\n");
        if (head.isEmpty()) {
            return new AgentClient.Reply(0, "", "", true);
        }
        int status = Integer.parseInt(head.get().substring(9, 12));
        AgentClient.Reply bare = new AgentClient.Reply(status, head.get(), "", false);
        Optional<String> body =
                bare.header("Transfer-Encoding").isPresent()
                        ? chunks()
                        : exactly(Integer.parseInt(bare.header("Content-Length").orElse("0")));
        boolean closes = bare.header("Connection").filter("close"::equals).isPresent();
        return new AgentClient.Reply(
                status, head.get(), body.orElse("<cut>"), body.isEmpty() || (closes && isClosed()));
    }

    /// Waits for the broker to close; false where it sends a byte instead.
    public boolean isClosed() throws IOException {
        return next() < 0;
    }

    /// @return -1 at the end of the stream
    public int next() throws IOException {
        if (!buffer.hasRemaining()) {
            buffer.clear();
            int read;
            try {
                read = channel.read(buffer);
            } catch (IOException reset) {
                // Closed while bytes of ours lay unread: the kernel says so by a reset.
                read = -1;
            }
            buffer.flip();
            if (read < 0) {
                buffer.position(buffer.limit());
                return -1;
            }
        }
        return buffer.get() & 0xff;
    }

    private Optional<String> chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        while (true) {
            Optional<String> size = until("\r\n");
            if (size.isEmpty()) {
                return Optional.empty();
            }
            int bytes = Integer.parseInt(size.get().strip(), 16);
            Optional<String> chunk = exactly(bytes + 2);
            if (chunk.isEmpty() || bytes == 0) {
                return chunk.map(end -> body.toString());
            }
            body.append(chunk.get(), 0, bytes);
        }
    }

    private Optional<String> exactly(int bytes) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() < bytes) {
            int next = next();
            if (next < 0) {
                return Optional.empty();
            }
            all.write(next);
        }
        return Optional.of(all.toString(StandardCharsets.ISO_8859_1));
    }

    private Optional<String> until(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < end.length()
                || !text.substring(text.length() - end.length()).equals(end)) {
            int next = next();
            if (next < 0) {
                return Optional.empty();
            }
            text.append((char) next);
        }
        return Optional.of(text.toString());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
