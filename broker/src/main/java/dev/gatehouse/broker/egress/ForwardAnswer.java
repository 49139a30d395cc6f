package dev.gatehouse.broker.egress;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/// Takes a host's answer apart. Interim answers are left out: the proxy has said `100` itself, and
/// asked for no upgrade.
final class ForwardAnswer extends ChannelInboundHandlerAdapter {
    /// Hears of the answer, on the event loop.
    interface Listener {
        void answerHead(HttpResponse head);

        /// @param bytes the listener's from now on
        void answerContent(ByteBuf bytes);

        void answerEnd();

        /// Nothing more comes until it is read.
        void answerPaused();

        void upstreamWritable();

        /// @param problem the end of a sentence that begins with the host
        void broken(String problem);
    }

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int LAST_STATUS = 599;

    private final Listener listener;
    private boolean interim;
    private boolean over;

    ForwardAnswer(Listener listener) {
        this.listener = listener;
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
            broken("does not answer in valid HTTP");
            return;
        }
        if (message instanceof HttpResponse head) {
            head(head);
        }
        if (!over && message instanceof HttpContent content) {
            content(content);
        }
    }

    private void head(HttpResponse head) {
        int status = head.status().code();
        interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (status == SWITCHING_PROTOCOLS || status < 100 || status > LAST_STATUS) {
            broken("does not answer in valid HTTP");
        } else if (!interim) {
            listener.answerHead(head);
        }
    }

    private void content(HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (interim) {
            interim = !last;
            return;
        }
        if (content.content().isReadable()) {
            listener.answerContent(content.content().retain());
        }
        if (last) {
            over = true;
            listener.answerEnd();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!over) {
            listener.answerPaused();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            listener.upstreamWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        broken("closed the connection before its answer was whole");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        broken("broke the connection off");
    }

    private void broken(String problem) {
        if (!over) {
            over = true;
            listener.broken(problem);
        }
    }
}
