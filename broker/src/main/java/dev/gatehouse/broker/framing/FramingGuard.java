package dev.gatehouse.broker.framing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Optional;

/// Stands before the decoder and hands it only bytes that [RequestGrammar] accepts. At the first
/// other byte a [BrokenRequest] goes down the pipeline and nothing after it: a connection on which
/// two parsers may disagree cannot be used again (RFC 9112, 11.2), so whoever takes the message
/// answers and closes.
final class FramingGuard extends ChannelInboundHandlerAdapter {
    private final RequestGrammar grammar;
    private ByteBuf kept = Unpooled.EMPTY_BUFFER;
    private boolean broken;

    FramingGuard(RequestGrammar grammar) {
        this.grammar = grammar;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (broken) {
            bytes.release();
            return;
        }
        if (grammar.isAtTunnel()) {
            kept = Unpooled.wrappedBuffer(kept, bytes);
            return;
        }
        Optional<String> problem = Optional.empty();
        int at = bytes.readerIndex();
        while (at < bytes.writerIndex() && problem.isEmpty() && !grammar.isAtTunnel()) {
            long skippable = Math.min(grammar.skippableBytes(), bytes.writerIndex() - at);
            if (skippable > 0) {
                grammar.skipBody(skippable);
                at += (int) skippable;
            } else {
                problem = grammar.accept(bytes.getByte(at));
                at++;
            }
        }
        if (problem.isEmpty()) {
            if (at < bytes.writerIndex()) {
                kept = bytes.retainedSlice(at, bytes.writerIndex() - at);
                bytes.writerIndex(at);
            }
            context.fireChannelRead(bytes);
            return;
        }
        broken = true;
        bytes.release();
        context.fireChannelRead(new BrokenRequest(problem.get()));
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        ByteBuf rest = kept;
        kept = Unpooled.EMPTY_BUFFER;
        if (rest.isReadable() && context.channel().isActive()) {
            context.fireChannelRead(rest);
        } else {
            rest.release();
        }
    }
}
