package dev.gatehouse.broker.relay.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.admission.ExchangeId;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerWriterTest {
    /// What the writer did with its connection: `w` for a message that is written, `f` for a flush,
    /// `c` for its close.
    private final StringBuilder done = new StringBuilder();

    private final ChannelInboundHandlerAdapter place = new ChannelInboundHandlerAdapter();
    private final EmbeddedChannel channel = new EmbeddedChannel(new Recorder(), place);
    private final AnswerWriter writer =
            new AnswerWriter(channel.pipeline().context(place), new ExchangeId.Source(1).next());

    @BeforeEach
    void beginsAnAnswer() {
        writer.head(
                200, new DefaultHttpHeaders(), Optional.empty(), Optional.empty(), List.of(), true);
    }

    @Test
    void sendsSmallPiecesOfOneReadInOneWrite() {
        content(4096);
        content(4096);
        assertThat(done).as("while it is read").hasToString("www");

        channel.runPendingTasks();
        assertThat(done).hasToString("wwwf");
    }

    @Test
    void sendsAgainAfterTheNextRead() {
        content(1);
        channel.runPendingTasks();
        content(1);
        channel.runPendingTasks();

        assertThat(done).hasToString("wwfwf");
    }

    @Test
    void letsNoMoreWaitThanALittle() {
        content(20_000);
        content(20_000);

        assertThat(done).hasToString("wwwf");
    }

    @Test
    void sendsTheEndAtOnceWithAllBeforeIt() {
        content(1);
        writer.end();
        channel.runPendingTasks();

        assertThat(done).hasToString("wwwf");
    }

    @Test
    void sendsAHeadThatComesAlone() {
        channel.runPendingTasks();
        assertThat(done).hasToString("wf");

        content(1);
        channel.runPendingTasks();
        assertThat(done).hasToString("wfwf");
    }

    @Test
    void sendsWhatCameOfAnAnswerThatIsCut() {
        content(1);
        writer.cut();
        assertThat(done).hasToString("wwfc");

        channel.runPendingTasks();
        assertThat(done).as("no more").hasToString("wwfc");
    }

    private void content(int bytes) {
        writer.content(Unpooled.wrappedBuffer(new byte[bytes]));
    }

    private final class Recorder extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
            done.append('w');
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            done.append('f');
        }

        @Override
        public void close(ChannelHandlerContext context, ChannelPromise promise) {
            done.append('c');
            promise.setSuccess();
        }
    }
}
