package dev.gatehouse.broker.relay.request;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;

/// The body of an agent's request, as far as it has come. A piece is asked for only when somebody
/// waits for it. On the connection's event loop.
public final class AgentBody implements IncomingBody {
    private final ChannelHandlerContext context;
    private final Runnable goOn;
    private long bytes;
    private boolean whole;
    private boolean expected;
    private boolean unreadable;
    private boolean owesGoOn;

    /// @param goOn tells the agent to go on, where its head asked to be told
    public AgentBody(ChannelHandlerContext context, RequestHead head, Runnable goOn) {
        this.context = context;
        this.goOn = goOn;
        this.whole = !head.hasBody();
        this.owesGoOn = head.expectsContinue();
    }

    @Override
    public boolean isWhole() {
        return whole;
    }

    /// Whether nothing more of it can come.
    public boolean isOver() {
        return whole || unreadable;
    }

    /// What came by now.
    public long bytes() {
        return bytes;
    }

    @Override
    public void read() {
        expected = true;
        if (owesGoOn) {
            owesGoOn = false;
            goOn.run();
        }
        context.channel().read();
    }

    /// Counts a piece that came.
    ///
    /// @return whether somebody waits for it
    public boolean take(HttpContent piece) {
        boolean last = piece instanceof LastHttpContent;
        bytes += piece.content().readableBytes();
        whole |= last;
        boolean wanted = expected;
        expected &= !last;
        return wanted;
    }

    /// Nobody waits for more of it.
    public void ignore() {
        expected = false;
    }

    /// The rest of it cannot be framed.
    public void broke() {
        whole = false;
        unreadable = true;
    }
}
