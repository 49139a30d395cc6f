package dev.gatehouse.broker.relay.answer;

import dev.gatehouse.broker.admission.ExchangeId;
import dev.gatehouse.protocol.HeaderNames;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Writes one answer to the agent: a whole one of the broker's own, or the upstream's piece by
/// piece.
public final class AnswerWriter {
    /// What waits for more of the body before it is sent.
    private static final int MOST_WAITING_BYTES = 32 * 1024;

    private final ChannelHandlerContext context;
    private final ExchangeId exchange;

    private OptionalInt status = OptionalInt.empty();
    private boolean keepAlive;
    private long bodyBytes;
    private boolean waits;
    private int waitingBytes;
    private boolean flushes;

    public AnswerWriter(ChannelHandlerContext context, ExchangeId exchange) {
        this.context = context;
        this.exchange = exchange;
    }

    /// The status on its way to the agent; none before the head.
    public OptionalInt status() {
        return status;
    }

    public long bodyBytes() {
        return bodyBytes;
    }

    public void goOn() {
        context.writeAndFlush(
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }

    public void problem(Refusal refusal, Optional<Duration> retryAfter, boolean keep) {
        whole(ProblemAnswer.of(refusal, retryAfter), keep);
    }

    /// An empty document is an answer without a body.
    public void json(int code, byte[] document, String contentType, boolean keep) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(code),
                        Unpooled.wrappedBuffer(document));
        if (document.length > 0) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        }
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, document.length);
        whole(response, keep);
    }

    /// A refusal in words that git or another protocol shows: to it, an answer like any other.
    public void refusal(RefusalCode code, byte[] document, String contentType, boolean keep) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.OK,
                        Unpooled.wrappedBuffer(document));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, contentType)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-cache")
                .set(HeaderNames.REFUSAL, code.word())
                .setInt(HttpHeaderNames.CONTENT_LENGTH, document.length);
        whole(response, keep);
    }

    /// @param location a path, encoded by the broker
    public void moved(String location, boolean keep) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.MOVED_PERMANENTLY,
                        Unpooled.EMPTY_BUFFER);
        response.headers()
                .set(HttpHeaderNames.LOCATION, location)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
        whole(response, keep);
    }

    /// @param framing the upstream's Content-Length where it gave one; else the body goes in chunks
    public void head(
            int code,
            HttpHeaders headers,
            Optional<String> framing,
            Optional<String> location,
            List<String> dropped,
            boolean keep) {
        HttpResponse response =
                new DefaultHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(code), headers);
        location.ifPresent(value -> headers.set(HttpHeaderNames.LOCATION, value));
        if (!dropped.isEmpty()) {
            headers.set(HeaderNames.DROPPED, DroppedNames.header(dropped));
        }
        framing.ifPresent(length -> headers.set(HttpHeaderNames.CONTENT_LENGTH, length));
        if (framing.isEmpty() && code != 204 && code != 304) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        begin(response, keep);
        waits = true;
        context.write(response, context.voidPromise());
        flushAfterThisRead();
    }

    public void content(ByteBuf bytes) {
        bodyBytes += bytes.readableBytes();
        waits = true;
        waitingBytes += bytes.readableBytes();
        context.write(new DefaultHttpContent(bytes), context.voidPromise());
        if (waitingBytes >= MOST_WAITING_BYTES) {
            flush();
        } else {
            flushAfterThisRead();
        }
    }

    /// A head and small pieces that come in one read of the upstream's, as of git's and of chunked
    /// bodies, go out in one write; none of them waits for the next read.
    private void flushAfterThisRead() {
        if (!flushes) {
            flushes = true;
            context.executor()
                    .execute(() -> {
                        flushes = false;
                        if (waits) {
                            flush();
                        }
                    });
        }
    }

    private void flush() {
        waits = false;
        waitingBytes = 0;
        context.flush();
    }

    public void end() {
        finish(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    /// Closes the connection: no more of the answer comes, and what came goes out before.
    public void cut() {
        flush();
        context.close();
    }

    /// An answer of the broker's own.
    public void whole(FullHttpResponse response, boolean keep) {
        begin(response, keep);
        bodyBytes = response.content().readableBytes();
        finish(response);
    }

    private void begin(HttpResponse response, boolean keep) {
        status = OptionalInt.of(response.status().code());
        keepAlive = keep;
        response.headers().set(HeaderNames.EXCHANGE, exchange.value());
        HttpUtil.setKeepAlive(response, keep);
    }

    private void finish(Object last) {
        waits = false;
        var written = context.writeAndFlush(last);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    public boolean keepsAlive() {
        return keepAlive;
    }
}
