package dev.gatehouse.broker.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What it makes of a client that does not take its answer; heads and bodies that come slowly are
/// tried on the whole broker.
class SlowClientGuardTest {
    private long nanos;
    private int takes;

    /// A client that takes so many bytes whenever something is flushed.
    private final EmbeddedChannel client =
            new EmbeddedChannel(new SlowClientGuard(new RequestGrammar(), () -> nanos)) {
                @Override
                protected void doWrite(ChannelOutboundBuffer out) {
                    while (takes > 0 && out.current() instanceof ByteBuf waiting) {
                        int taken = Math.min(takes, waiting.readableBytes());
                        out.removeBytes(taken);
                        takes -= taken;
                    }
                }
            };

    @BeforeEach
    void wantNoRequestMeanwhile() {
        client.config().setAutoRead(false);
        client.pipeline().fireChannelReadComplete();
    }

    @Test
    void cutsAClientThatTakesNothing() {
        write(1000);
        pass(SlowClientGuard.ANSWER);

        assertThat(client.isOpen()).as("within the time").isTrue();

        pass(Duration.ofSeconds(2));

        assertThat(client.isOpen()).as("after it").isFalse();
    }

    @Test
    void leavesAClientThatTakesALittleNowAndThen() {
        write(1000);
        for (int minute = 0; minute < 5; minute++) {
            pass(SlowClientGuard.ANSWER.minusSeconds(5));
            takes = 1;
            client.flush();
            takes = 0;
        }

        assertThat(client.isOpen()).isTrue();
    }

    @Test
    void leavesAClientForWhichNothingWaits() {
        takes = Integer.MAX_VALUE;
        write(1000);

        pass(SlowClientGuard.ANSWER.multipliedBy(2));

        assertThat(client.isOpen()).isTrue();
    }

    @Test
    void countsTheTimeOfEachAnswerByItself() {
        write(1000);
        pass(SlowClientGuard.ANSWER.minusSeconds(5));
        takes = Integer.MAX_VALUE;
        client.flush();
        takes = 0;
        pass(Duration.ofSeconds(2));
        write(1000);

        pass(SlowClientGuard.ANSWER.minusSeconds(5));

        assertThat(client.isOpen()).isTrue();
    }

    private void write(int bytes) {
        client.write(Unpooled.buffer(bytes).writeZero(bytes));
        client.flush();
    }

    private void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            nanos += TimeUnit.SECONDS.toNanos(1);
            client.advanceTimeBy(1, TimeUnit.SECONDS);
            client.runScheduledPendingTasks();
        }
    }
}
