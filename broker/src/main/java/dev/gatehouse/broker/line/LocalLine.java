package dev.gatehouse.broker.line;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A line that does not leave the process: at its other end is what serves an agent's socket.
public final class LocalLine implements ForgeLine {
    /// More is nothing to be read, but a file. The forge's pages of fifty are some 200 KiB.
    static final int MOST_BYTES = 8 << 20;

    private final EventLoop loop;
    private final Consumer<ChannelPipeline> door;
    private final AnswerMemory memory;
    private long heldBytes;
    private @Nullable Channel channel;
    private @Nullable CompletableFuture<ForgeReply> waiting;
    private boolean closed;

    /// @param loop serves both ends; no call is made on it
    /// @param door puts what serves the agent behind a new connection
    /// @param memory of all lines; what this one takes of it, it gives back when it is closed
    public LocalLine(EventLoop loop, Consumer<ChannelPipeline> door, AnswerMemory memory) {
        this.loop = loop;
        this.door = door;
        this.memory = memory;
    }

    @Override
    public ForgeReply call(ForgeRequest request) throws IOException {
        CompletableFuture<ForgeReply> reply = new CompletableFuture<>();
        Channel open = open(reply);
        open.writeAndFlush(message(request))
                .addListener(written -> {
                    if (!written.isSuccess()) {
                        reply.completeExceptionally(
                                new IOException("the connection ended", written.cause()));
                    }
                });
        try {
            return reply.get();
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            close();
            throw new IOException("the call was cancelled", cancelled);
        } catch (ExecutionException broken) {
            if (broken.getCause() instanceof IOException known) {
                throw known;
            }
            throw new IOException("the answer broke off", broken.getCause());
        }
    }

    /// A connection ends with a refusal that its body was not read for; the next call has another.
    private synchronized Channel open(CompletableFuture<ForgeReply> reply) throws IOException {
        if (closed) {
            throw new IOException("the call was cancelled");
        }
        waiting = reply;
        Channel open = channel;
        if (open == null || !open.isActive()) {
            open = connect();
            channel = open;
        }
        return open;
    }

    private Channel connect() throws IOException {
        SocketPair pair = SocketPair.open();
        EpollDomainSocketChannel far = new EpollDomainSocketChannel(pair.far(), true);
        far.config().setAutoRead(false);
        door.accept(far.pipeline());
        loop.register(far);
        EpollDomainSocketChannel near = new EpollDomainSocketChannel(pair.near(), true);
        near.pipeline().addLast(new HttpClientCodec()).addLast(new Replies());
        loop.register(near).syncUninterruptibly();
        return near;
    }

    private static FullHttpRequest message(ForgeRequest request) {
        byte[] body = request.json().orElse(new byte[0]);
        FullHttpRequest message =
                new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1,
                        HttpMethod.valueOf(request.method()),
                        request.target(),
                        Unpooled.wrappedBuffer(body));
        message.headers().set(HttpHeaderNames.HOST, "gatehouse");
        if (request.json().isPresent()) {
            message.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                    .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        return message;
    }

    private synchronized @Nullable CompletableFuture<ForgeReply> take() {
        CompletableFuture<ForgeReply> taken = waiting;
        waiting = null;
        return taken;
    }

    private synchronized void forget() {
        channel = null;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (channel != null) {
            channel.close();
        }
        memory.giveBack(heldBytes);
        heldBytes = 0;
    }

    /// Makes room for more of an answer.
    private synchronized void hold(int bytes) throws IOException {
        if (closed) {
            throw new IOException("the call was cancelled");
        }
        if (heldBytes + bytes > MOST_BYTES) {
            throw new AnswerTooLarge(MOST_BYTES);
        }
        if (!memory.take(bytes)) {
            throw new LinesFull();
        }
        heldBytes += bytes;
    }

    /// Puts the pieces of answers together.
    private final class Replies extends SimpleChannelInboundHandler<HttpObject> {
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private @Nullable HttpResponse head;

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject piece)
                throws IOException {
            if (piece.decoderResult().isFailure()) {
                throw new IOException("it is no HTTP", piece.decoderResult().cause());
            }
            if (piece instanceof HttpResponse response) {
                head = response;
            }
            if (piece instanceof HttpContent content) {
                hold(content.content().readableBytes());
                content.content().readBytes(body, content.content().readableBytes());
            }
            if (piece instanceof LastHttpContent && head != null) {
                whole(head);
            }
        }

        private void whole(HttpResponse response) {
            Map<String, String> headers = new HashMap<>();
            response.headers()
                    .forEach(field ->
                            headers.putIfAbsent(
                                    field.getKey().toLowerCase(Locale.ROOT), field.getValue()));
            if (!HttpUtil.isKeepAlive(response)) {
                forget();
            }
            byte[] bytes = body.toByteArray();
            body.reset();
            CompletableFuture<ForgeReply> asked = take();
            if (asked != null) {
                asked.complete(new ForgeReply(response.status().code(), headers, bytes));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            failed(context, new IOException("the connection ended"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            failed(context, cause);
        }

        private void failed(ChannelHandlerContext context, Throwable cause) {
            CompletableFuture<ForgeReply> asked = take();
            if (asked != null) {
                asked.completeExceptionally(cause);
            }
            context.close();
        }
    }
}
