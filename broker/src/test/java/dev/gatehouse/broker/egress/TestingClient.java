package dev.gatehouse.broker.egress;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/// A client of the proxy that sends exactly the bytes a test gives.
final class TestingClient implements Closeable {
    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024).flip();

    private TestingClient(SocketChannel channel) {
        this.channel = channel;
    }

    static TestingClient open(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        return new TestingClient(channel);
    }

    TestingClient send(String latin1) throws IOException {
        return send(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    TestingClient send(byte[] bytes) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            channel.write(out);
        }
        return this;
    }

    TestingClient connect(String target) throws IOException {
        return send("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n");
    }

    void endOutput() throws IOException {
        channel.shutdownOutput();
    }

    /// For what wants a socket, such as TLS. Only after all that came was read.
    Socket asSocket() {
        return new Socket() {
            @Override
            public InputStream getInputStream() {
                return Channels.newInputStream(channel);
            }

            @Override
            public OutputStream getOutputStream() {
                return Channels.newOutputStream(channel);
            }

            @Override
            public boolean isConnected() {
                return true;
            }

            @Override
            public void setTcpNoDelay(boolean on) {}

            @Override
            public synchronized void close() throws IOException {
                channel.close();
            }
        };
    }

    /// The head of the next answer; what came of it where the connection ended before.
    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = next();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /// The next answer, framed by its length or by chunks.
    String answer() throws IOException {
        String head = head();
        String lower = head.toLowerCase(Locale.ROOT);
        if (lower.contains("transfer-encoding: chunked")) {
            StringBuilder body = new StringBuilder();
            while (true) {
                int size = Integer.parseInt(line(), 16);
                body.append(exactly(size));
                line();
                if (size == 0) {
                    return head + body;
                }
            }
        }
        int at = lower.indexOf("content-length: ");
        return at < 0
                ? head
                : head + exactly(Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at))));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = next(); next >= 0 && next != '\n'; next = next()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    String exactly(int bytes) throws IOException {
        StringBuilder text = new StringBuilder(bytes);
        for (int at = 0; at < bytes; at++) {
            int next = next();
            if (next < 0) {
                return text + "<cut>";
            }
            text.append((char) next);
        }
        return text.toString();
    }

    /// Everything up to the end of the connection.
    byte[] rest() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        for (int next = next(); next >= 0; next = next()) {
            rest.write(next);
        }
        return rest.toByteArray();
    }

    private int next() throws IOException {
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

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
