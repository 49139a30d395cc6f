package dev.gatehouse.broker.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TurnTest {
    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(2, EpollIoHandler.newFactory());

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void comesWhereEveryLoopRuns() {
        assertThat(Turn.ofAll(loops, Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void doesNotComeWhereOneLoopHangs() {
        CountDownLatch released = new CountDownLatch(1);
        loops.next()
                .execute(() -> {
                    try {
                        released.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                });

        assertThat(Turn.ofAll(loops, Duration.ofMillis(100)))
                .as("the other loop alone is no sign of life")
                .isFalse();
        released.countDown();
        assertThat(Turn.ofAll(loops, Duration.ofSeconds(10))).isTrue();
    }
}
