package dev.gatehouse.broker.framing;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;

/// Says a wish for a message again until it comes. A read cycle may end without a whole message,
/// and a wish does not outlive its cycle (FlowControlHandler, since 4.2.18). Every wish of the
/// handlers behind comes through here.
final class RepeatedWish extends ChannelDuplexHandler {
    private boolean wanting;

    @Override
    public void read(ChannelHandlerContext context) {
        wanting = true;
        context.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        wanting = false;
        context.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (wanting) {
            context.read();
        }
        context.fireChannelReadComplete();
    }
}
