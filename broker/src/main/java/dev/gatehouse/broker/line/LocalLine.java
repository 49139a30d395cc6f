package dev.gatehouse.broker.line;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
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
    /// More is no document, but a file.
    private static final int MOST_BYTES = 32 << 20;

    private final EventLoop loop;
    private final Consumer<ChannelPipeline> door;
    private @Nullable Channel channel;
    private @Nullable CompletableFuture<ForgeReply> waiting;
    private boolean closed;

    /// @param loop serves both ends; no call is made on it
    /// @param door puts what serves the agent behind a new connection
    public LocalLine(EventLoop loop, Consumer<ChannelPipeline> door) {
        this.loop = loop;
        this.door = door;
    }

    @Override
    public ForgeReply call(ForgeRequest request) throws IOException {
        CompletableFuture<ForgeReply> reply = new CompletableFuture<>();
        Channel open = open(reply);
        open.writeAndFlush(message(request))
                .addListener(written -> {
                    if (!written.isSuccess()) {
                        reply.completeExceptionally(written.cause());
                    }
                });
        try {
            return reply.get();
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            close();
            throw new IOException("the call was cancelled", cancelled);
        } catch (ExecutionException broken) {
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
        near.pipeline()
                .addLast(new HttpClientCodec())
                .addLast(new HttpObjectAggregator(MOST_BYTES))
                .addLast(new Replies());
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
    }

    private final class Replies extends SimpleChannelInboundHandler<FullHttpResponse> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            Map<String, String> headers = new HashMap<>();
            response.headers()
                    .forEach(field ->
                            headers.putIfAbsent(
                                    field.getKey().toLowerCase(Locale.ROOT), field.getValue()));
            if (!HttpUtil.isKeepAlive(response)) {
                forget();
            }
            CompletableFuture<ForgeReply> asked = take();
            if (asked != null) {
                asked.complete(
                        new ForgeReply(
                                response.status().code(),
                                headers,
                                ByteBufUtil.getBytes(response.content())));
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
