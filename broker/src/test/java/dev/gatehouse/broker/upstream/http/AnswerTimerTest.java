package dev.gatehouse.broker.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerTimerTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final CountDownLatch timedOut = new CountDownLatch(1);
    private final AnswerTimer timer = new AnswerTimer(loop, timedOut::countDown);

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void goesByAShorterLimitAtOnce() throws Exception {
        await(LONG);
        await(SHORT);

        assertThat(timedOut.await(1, TimeUnit.MINUTES)).as("it timed out").isTrue();
    }

    @Test
    void goesByALongerLimit() throws Exception {
        await(SHORT);
        await(LONG);

        assertThat(timedOut.await(SHORT.toMillis() * 6, TimeUnit.MILLISECONDS))
                .as("it timed out")
                .isFalse();
    }

    @Test
    void waitsNoMoreOnceCancelled() throws Exception {
        await(SHORT);
        loop.submit(timer::cancel).get();

        assertThat(timedOut.await(SHORT.toMillis() * 6, TimeUnit.MILLISECONDS))
                .as("it timed out")
                .isFalse();
    }

    private void await(Duration limit) throws Exception {
        loop.submit(() -> timer.await(limit)).get();
    }
}
