package dev.gatehouse.broker.admin.server;

import dev.gatehouse.broker.framing.BrokenRequest;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of an operator's pipeline: one request, one answer, then the connection is closed.
final class AdminHandler extends SimpleChannelInboundHandler<Object> {
    private static final Logger LOG = LoggerFactory.getLogger(AdminHandler.class);
    private static final String FRAMING = "send one plain HTTP/1.1 request";

    private final AdminRoutes routes;
    private @Nullable Intake intake;
    private boolean over;

    AdminHandler(AdminRoutes routes) {
        this.routes = routes;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) {
        if (over) {
            return;
        }
        switch (message) {
            case BrokenRequest(String problem) -> broken(context, problem);
            case HttpObject part when part.decoderResult().isFailure() ->
                    broken(context, "a message that is not valid HTTP");
            case HttpRequest head -> begin(context, head);
            case HttpContent content -> take(context, content);
            default -> throw new IllegalStateException("not a part of a request: " + message);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest head) {
        switch (routes.open(head.method().name(), head.uri())) {
            case Opening.Begun(Intake begun) -> intake = begun;
            case Opening.Refused(Reply.Problem problem) -> answer(context, problem);
        }
    }

    private void take(ChannelHandlerContext context, HttpContent content) {
        Intake current = intake;
        if (current == null) {
            return;
        }
        Optional<Reply> early = current.take(content.content().nioBuffer());
        if (early.isPresent()) {
            answer(context, early.get());
        } else if (content instanceof LastHttpContent) {
            over = true;
            // No more is read, so that no clock of the client's runs while it waits.
            context.channel().config().setAutoRead(false);
            Thread.ofVirtual().name("admin").start(() -> end(context, current));
        }
    }

    private void end(ChannelHandlerContext context, Intake whole) {
        Reply reply;
        try {
            reply = whole.end();
        } catch (IOException failed) {
            LOG.error("what the operator asked for failed", failed);
            reply =
                    new Reply.Problem(
                            500,
                            "it failed: " + failed.getMessage(),
                            "see the broker's log; the disk may be full or read-only");
        } catch (RuntimeException fault) {
            LOG.error("a fault of the broker", fault);
            reply =
                    new Reply.Problem(
                            500, "a fault of the broker", "see its log, and report what it says");
        }
        if (reply instanceof Reply.Lines(LineSource source)) {
            new LineStream(context.channel(), source).run();
            return;
        }
        Reply last = reply;
        try {
            context.executor()
                    .execute(() -> write(context, last).addListener(written -> whole.sent()));
        } catch (RejectedExecutionException stopped) {
            LOG.info("the broker stopped before it could answer the operator");
        }
    }

    private void broken(ChannelHandlerContext context, String problem) {
        answer(context, new Reply.Problem(400, "the request has " + problem, FRAMING));
    }

    private void answer(ChannelHandlerContext context, Reply reply) {
        ChannelFuture _ = write(context, reply);
    }

    private ChannelFuture write(ChannelHandlerContext context, Reply reply) {
        over = true;
        return context.writeAndFlush(ReplyWriter.response(reply))
                .addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.info("an operator's connection broke: {}", cause.toString());
        context.close();
    }
}
