package dev.gatehouse.broker.upstream.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request on one connection, and what comes back. Installed for one attempt, it takes every
/// message of the connection until the answer is whole.
final class Attempt extends ChannelInboundHandlerAdapter {
    /// What an attempt tells its call, on the event loop.
    interface Listener {
        /// @param answered whether the head of an answer had come
        void broken(UpstreamFault fault, boolean answered);

        /// @return whether the answer is wanted; if not, the attempt is over and its connection
        ///   closed
        boolean answerHead(HttpResponse head);

        void answerContent(ByteBuf bytes);

        /// @param reusable whether the connection can carry another call
        void answerEnd(boolean reusable);

        void writable(boolean writable);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
    private static final int LAST_STATUS = 599;

    private final Channel channel;
    private final Listener listener;
    private final AnswerTimer timer;
    private final String server;
    private final Duration firstByte;
    private final Duration idle;

    private long sentNanos = System.nanoTime();
    private boolean requestSent;
    private boolean headSeen;
    private boolean informational;
    private boolean keepAlive;
    private boolean over;

    Attempt(Channel channel, UpstreamSettings settings, Listener listener) {
        this.channel = channel;
        this.listener = listener;
        this.server = settings.name();
        this.firstByte = settings.firstByte();
        this.idle = settings.idle();
        this.timer = new AnswerTimer(channel.eventLoop(), this::timedOut);
        channel.pipeline().addBefore("idle", null, this);
    }

    void send(OutboundHead head) {
        channel.write(head.request()).addListener(written -> head.wipe());
    }

    void send(ByteBuf body) {
        if (over) {
            body.release();
            return;
        }
        timer.touch();
        channel.write(new DefaultHttpContent(body), channel.voidPromise());
    }

    void flush() {
        channel.flush();
    }

    void sendEnd() {
        if (over) {
            return;
        }
        requestSent = true;
        channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, channel.voidPromise());
        if (!headSeen) {
            sentNanos = System.nanoTime();
            timer.await(firstByte);
        }
    }

    /// How long it is since the request was sent; since it was begun, where it is not whole yet.
    Duration waited() {
        return Duration.ofNanos(System.nanoTime() - sentNanos);
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    void pause(boolean paused) {
        if (!over) {
            timer.pause(paused);
            channel.config().setAutoRead(!paused);
        }
    }

    /// Gives the attempt up; its connection is not used again.
    void abandon() {
        if (!over) {
            over = true;
            timer.cancel();
            channel.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!over) {
                read((HttpObject) message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(HttpObject message) {
        if (message.decoderResult().isFailure()) {
            LOG.warn(
                    "the answer of {} is not valid HTTP: {}",
                    server,
                    message.decoderResult().cause().toString());
            fail(UpstreamFault.NOT_HTTP);
            return;
        }
        timer.touch();
        if (message instanceof HttpResponse head) {
            head(head);
        }
        if (!over && message instanceof HttpContent content) {
            content(content);
        }
    }

    private void head(HttpResponse head) {
        informational = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (informational) {
            return;
        }
        if (head.status().code() < 200 || head.status().code() > LAST_STATUS) {
            LOG.warn("the answer of {} has no status of HTTP: {}", server, head.status().code());
            fail(UpstreamFault.NOT_HTTP);
            return;
        }
        headSeen = true;
        keepAlive = HttpUtil.isKeepAlive(head);
        timer.await(idle);
        String encoding = head.headers().get(HttpHeaderNames.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            fail(UpstreamFault.ENCODED);
        } else if (!listener.answerHead(head)) {
            abandon();
        }
    }

    private void content(HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (informational) {
            informational = !last;
            return;
        }
        if (last && isCut()) {
            fail(UpstreamFault.CLOSED);
            return;
        }
        if (content.content().isReadable()) {
            listener.answerContent(content.content().retain());
        }
        if (last && !over) {
            over = true;
            timer.cancel();
            channel.pipeline().remove(this);
            boolean reusable = keepAlive && requestSent;
            if (!reusable) {
                channel.close();
            }
            listener.answerEnd(reusable);
        }
    }

    /// An answer without a length lasts until the connection ends. Anybody on the way can end it,
    /// so with TLS it is whole only if the server said so (`close_notify`; RFC 9112, section 9.8).
    private boolean isCut() {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        return tls != null && !channel.isActive() && !tls.sslCloseFuture().isSuccess();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (!over) {
            listener.writable(channel.isWritable());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(UpstreamFault.CLOSED);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.warn("connection to {} broke: {}", server, cause.toString());
        fail(cause instanceof SSLException ? UpstreamFault.TLS : UpstreamFault.CLOSED);
    }

    private void timedOut() {
        fail(headSeen ? UpstreamFault.IDLE_TIMEOUT : UpstreamFault.FIRST_BYTE_TIMEOUT);
    }

    private void fail(UpstreamFault fault) {
        if (!over) {
            abandon();
            listener.broken(fault, headSeen);
        }
    }
}
