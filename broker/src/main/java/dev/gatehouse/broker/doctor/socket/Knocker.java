package dev.gatehouse.broker.doctor.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks one question at a Unix socket and waits for the answer no longer than it is told. The
/// connection is closed when the time is over, as nothing else ends a read.
record Knocker(Duration limit) {
    static final Knocker DEFAULT = new Knocker(Duration.ofSeconds(2));

    /// Of an answer that asks nobody else.
    static final Duration SLOW = Duration.ofMillis(250);

    private static final int MOST_BYTES = 1 << 20;
    private static final Pattern HEAD =
            Pattern.compile("HTTP/1\\.1 ([1-5][0-9]{2}) .*?\r\n\r\n(.*)", Pattern.DOTALL);

    /// What answered slowly is asked once more: the first time costs this process more than the
    /// other.
    Knock get(Path socket, String target) throws IOException {
        Knock first = getOnce(socket, target);
        boolean slow =
                first instanceof Knock.Answered answered && answered.time().compareTo(SLOW) > 0;
        return slow ? getOnce(socket, target) : first;
    }

    private Knock getOnce(Path socket, String target) throws IOException {
        long started = System.nanoTime();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            Thread clock = Thread.ofVirtual().start(() -> closeInTime(channel));
            boolean connected = false;
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
                connected = true;
                String answer = ask(channel, target);
                return knock(answer, Duration.ofNanos(System.nanoTime() - started));
            } catch (AsynchronousCloseException late) {
                return new Knock.Silent(limit);
            } catch (IOException refused) {
                return connected
                        ? new Knock.Cut()
                        : new Knock.NotConnected(String.valueOf(refused.getMessage()));
            } finally {
                clock.interrupt();
            }
        }
    }

    private static String ask(SocketChannel channel, String target) throws IOException {
        String head = "GET " + target + " HTTP/1.1\r\nHost: gatehouse\r\nConnection: close\r\n\r\n";
        ByteBuffer request = ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII));
        while (request.hasRemaining()) {
            channel.write(request);
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer piece = ByteBuffer.allocate(8192);
        while (answer.size() < MOST_BYTES && channel.read(piece) >= 0) {
            answer.write(piece.array(), 0, piece.position());
            piece.clear();
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    private static Knock knock(String answer, Duration time) {
        if (answer.isEmpty()) {
            return new Knock.Cut();
        }
        Matcher head = HEAD.matcher(answer);
        return head.matches()
                ? new Knock.Answered(Integer.parseInt(head.group(1)), head.group(2), time)
                : new Knock.Garbled();
    }

    private void closeInTime(SocketChannel channel) {
        try {
            Thread.sleep(limit);
            channel.close();
        } catch (InterruptedException answered) {
            Thread.currentThread().interrupt();
        } catch (IOException late) {
            // The connection is given up either way.
        }
    }
}
