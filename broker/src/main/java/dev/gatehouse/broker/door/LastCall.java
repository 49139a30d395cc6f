package dev.gatehouse.broker.door;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a connection without a request ends when the broker stops. A plain close would lose the
/// request that its client is just writing. So the client gets a moment to send one more; then the
/// receiving side is shut, in front of which nothing is lost: what the kernel took before is still
/// served, and what a client writes after it fails at once with `EPIPE`, so that the client knows
/// that nothing of its request was heard. On the connection's event loop.
public final class LastCall {
    /// A client that has just connected is about to send, or it would not have.
    private static final Duration FIRST_REQUEST = Duration.ofMillis(1500);

    /// A client that goes on calling does so at once.
    private static final Duration NEXT_REQUEST = Duration.ofMillis(500);

    private static final int MOST_BYTES = 16 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(LastCall.class);

    private final Channel channel;
    private @Nullable Future<?> fence;

    public LastCall(Channel channel) {
        this.channel = channel;
    }

    /// Waits for a request; reading has to be wished for. If none comes, the connection is closed,
    /// or its owner sees the end of input and closes it.
    ///
    /// @param served whether the connection has carried a request
    public void begin(boolean served) {
        Duration patience = served ? NEXT_REQUEST : FIRST_REQUEST;
        fence =
                channel.eventLoop()
                        .schedule(() -> shut(served), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// A request came: it is served, and the connection ends with its answer.
    public void cancel() {
        if (fence != null) {
            fence.cancel(false);
        }
    }

    private void shut(boolean served) {
        if (!(channel instanceof UnixChannel unix)) {
            channel.close();
            return;
        }
        try {
            Socket socket = new Socket(unix.fd().intValue());
            // Since the loop looked last, something may have come, which then needs no fence.
            int bytes = hand(socket);
            if (bytes > 0) {
                begin(served);
            } else if (bytes < 0 || isQuietBehindFence(socket)) {
                channel.close();
            }
        } catch (IOException gone) {
            LOG.debug("a connection was gone before it was shut: {}", gone.toString());
            channel.close();
        }
    }

    /// Past Netty, which would take a shutdown of its own for the end of input, and read no more.
    private boolean isQuietBehindFence(Socket socket) throws IOException {
        // What came at this very moment is answered on a connection whose input has ended.
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        socket.shutdown(true, false);
        return hand(socket) <= 0;
    }

    /// Hands what the kernel has to the pipeline, whose wish to read stands.
    ///
    /// @return how many bytes; -1 at the end of input
    private int hand(Socket socket) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(MOST_BYTES);
        int bytes = socket.read(buffer, 0, MOST_BYTES);
        if (bytes > 0) {
            buffer.limit(bytes);
            channel.pipeline().fireChannelRead(Unpooled.wrappedBuffer(buffer));
            channel.pipeline().fireChannelReadComplete();
        }
        return bytes;
    }
}
