package dev.gatehouse.broker.admin.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An answer without an end: lines as they come, each a chunk (RFC 9112, 7.1). Blocks a thread of
/// its own. One line at a time is under way, and the next is asked for once that was taken, so
/// nothing is kept for a slow reader; one that takes nothing for a minute is cut by the pipeline. A
/// body that ends without its last chunk was cut.
final class LineStream {
    private static final Logger LOG = LoggerFactory.getLogger(LineStream.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Channel channel;
    private final LineSource source;

    LineStream(Channel channel, LineSource source) {
        this.channel = channel;
        this.source = source;
    }

    void run() {
        try (source) {
            boolean taken = taken(channel.writeAndFlush(head()));
            while (taken && channel.isActive()) {
                Optional<byte[]> line = source.next();
                if (line.isPresent()) {
                    taken = taken(channel.writeAndFlush(chunk(line.get())));
                } else {
                    Thread.sleep(PAUSE);
                }
            }
        } catch (IOException unreadable) {
            LOG.warn("a stream for the operator ends: {}", unreadable.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            channel.close();
        }
    }

    private static boolean taken(ChannelFuture write) throws InterruptedException {
        return write.await().isSuccess();
    }

    private static HttpResponse head() {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/x-ndjson")
                .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return head;
    }

    private static DefaultHttpContent chunk(byte[] line) {
        return new DefaultHttpContent(Unpooled.wrappedBuffer(line));
    }
}
