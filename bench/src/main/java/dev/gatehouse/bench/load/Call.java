package dev.gatehouse.bench.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// One call on a connection of its own.
public final class Call {
    private static final long LIMIT_NANOS = 30_000_000_000L;
    private static final Duration POLL = Duration.ofNanos(200_000);

    private Call() {}

    /// The whole answer, head and body. A connection that is refused, or ends before the answer, is
    /// an IOException or an empty answer; so is one that is never answered.
    public static String get(Path socket, String target, String token)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT_NANOS;
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            String head =
                    "GET %s HTTP/1.1\r\nHost: forge.example.org\r\nAuthorization: token %s\r\nConnection: close\r\n\r\n"
                            .formatted(target, token);
            ByteBuffer request = ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII));
            while (request.hasRemaining()) {
                channel.write(request);
            }
            channel.configureBlocking(false);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            ByteBuffer buffer = ByteBuffer.allocate(8192);
            for (int read = channel.read(buffer); read >= 0; read = channel.read(buffer)) {
                if (read == 0) {
                    if (System.nanoTime() > end) {
                        throw new IOException("no answer at " + socket);
                    }
                    Thread.sleep(POLL);
                }
                answer.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }

    public static boolean isOk(String answer) {
        return answer.startsWith("HTTP/1.1 200 ");
    }
}
