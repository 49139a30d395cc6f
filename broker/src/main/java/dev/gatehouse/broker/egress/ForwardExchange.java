package dev.gatehouse.broker.egress;

import dev.gatehouse.broker.audit.OutcomeEvent.Ending;
import dev.gatehouse.protocol.HeaderNames;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A request for `http://...`, sent on over a connection of its own, and its answer. Both bodies
/// are streamed, each no faster than it is taken. A redirect goes to the client like any other
/// answer: what it leads to has to be asked for, and is judged then.
final class ForwardExchange implements Exchange, ForwardAnswer.Listener {
    private final ChannelHandlerContext context;
    private final EgressHandler handler;
    private final Passage passage;
    private final ProxyRequest.Forward forward;
    private final HttpRequest request;

    private @Nullable Channel upstream;
    private @Nullable IdleWatch idle;
    private OptionalInt status = OptionalInt.empty();
    private boolean requestWhole;
    private boolean keep;
    private boolean over;

    ForwardExchange(
            ChannelHandlerContext context,
            EgressHandler handler,
            Passage passage,
            ProxyRequest.Forward forward,
            HttpRequest request) {
        this.context = context;
        this.handler = handler;
        this.passage = passage;
        this.forward = forward;
        this.request = request;
    }

    @Override
    public void begin() {
        requestWhole = !hasBody();
        passage.open(this::opened);
    }

    private void opened(Opening opening) {
        switch (opening) {
            case Opening.Shut(Refusal refusal) -> answer(refusal);
            case Opening.Open(Channel connected) -> send(connected);
        }
    }

    private void send(Channel connected) {
        upstream = connected;
        idle = new IdleWatch(context.channel().eventLoop(), handler.times().idle(), this::idle);
        connected
                .pipeline()
                .addLast(new HttpClientCodec(8 * 1024, 64 * 1024, 64 * 1024))
                .addLast(new ForwardAnswer(this));
        connected.write(ForwardHeads.request(request, forward));
        if (requestWhole) {
            connected.write(LastHttpContent.EMPTY_LAST_CONTENT);
        } else {
            if (HttpUtil.is100ContinueExpected(request)) {
                context.writeAndFlush(
                        new DefaultFullHttpResponse(
                                HttpVersion.HTTP_1_1,
                                HttpResponseStatus.CONTINUE,
                                Unpooled.EMPTY_BUFFER));
            }
            context.channel().read();
        }
        connected.flush();
        connected.read();
    }

    private boolean hasBody() {
        return HttpUtil.isTransferEncodingChunked(request)
                || HttpUtil.getContentLength(request, 0L) > 0;
    }

    @Override
    public void content(HttpContent piece) {
        requestWhole |= piece instanceof LastHttpContent;
        if (over || upstream == null) {
            return;
        }
        touch();
        if (!passage.sent(piece.content().readableBytes())) {
            fail(passage.tooManyBytes());
            return;
        }
        upstream.write(new DefaultHttpContent(piece.content().retain()));
        if (requestWhole) {
            upstream.write(LastHttpContent.EMPTY_LAST_CONTENT);
        }
        upstream.flush();
        if (!requestWhole && upstream.isWritable()) {
            context.channel().read();
        }
    }

    /// The host takes bytes again.
    @Override
    public void upstreamWritable() {
        if (!over && !requestWhole) {
            context.channel().read();
        }
    }

    @Override
    public void answerHead(HttpResponse received) {
        status = OptionalInt.of(received.status().code());
        keep = canKeep();
        HttpResponse response = ForwardHeads.answer(received, forward);
        response.headers().set(HeaderNames.EXCHANGE, passage.exchange().value());
        HttpUtil.setKeepAlive(response, keep);
        context.write(response);
    }

    @Override
    public void answerContent(ByteBuf bytes) {
        touch();
        if (over || !passage.received(bytes.readableBytes())) {
            bytes.release();
            fail(passage.tooManyBytes());
            return;
        }
        context.write(new DefaultHttpContent(bytes));
    }

    @Override
    public void answerEnd() {
        if (over) {
            return;
        }
        close();
        var written = context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        if (!keep) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
        passage.end(Ending.ANSWERED, status, Optional.empty());
        handler.ended(context, keep);
    }

    @Override
    public void answerPaused() {
        if (!over) {
            context.flush();
            more();
        }
    }

    @Override
    public void broken(String problem) {
        fail(
                new Refusal(
                        RefusalCode.UPSTREAM_UNREACHABLE,
                        "egress forward",
                        forward.target().host().text() + " " + problem,
                        "try again later"));
    }

    private void idle() {
        fail(
                new Refusal(
                        RefusalCode.UPSTREAM_TIMEOUT,
                        "egress forward",
                        forward.target().host().text() + " did not answer in time",
                        "try again later"));
    }

    @Override
    public void writable(boolean writable) {
        if (writable) {
            more();
        }
    }

    private void more() {
        if (!over && upstream != null && context.channel().isWritable()) {
            upstream.read();
        }
    }

    /// Refused after all: said where no answer has begun, else the answer is cut.
    private void fail(Refusal refusal) {
        if (over) {
            return;
        }
        if (status.isPresent()) {
            passage.cutOff(refusal, status);
            close();
            context.flush();
            context.close();
            handler.ended(context, false);
        } else {
            passage.refuseLate(refusal);
            answer(refusal);
        }
    }

    private void answer(Refusal refusal) {
        close();
        boolean again = canKeep();
        handler.answer(context, Answers.refusal(refusal, passage.exchange(), again), again);
    }

    private boolean canKeep() {
        return HttpUtil.isKeepAlive(request) && requestWhole && !handler.isDraining();
    }

    @Override
    public void broken() {
        cut(Ending.CLIENT_GONE);
        context.close();
    }

    @Override
    public void clientGone() {
        cut(handler.isDraining() ? Ending.BROKER_STOPPED : Ending.CLIENT_GONE);
    }

    private void cut(Ending ending) {
        if (!over) {
            close();
            passage.end(ending, status, Optional.empty());
            handler.ended(context, false);
        }
    }

    private void touch() {
        if (idle != null) {
            idle.touch();
        }
    }

    private void close() {
        over = true;
        if (idle != null) {
            idle.stop();
        }
        if (upstream != null) {
            upstream.close();
        }
    }
}
