package dev.gatehouse.broker.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IdleConnectionsTest {
    private final EmbeddedChannel clock = new EmbeddedChannel();
    private long nanos;
    private int looks;
    private final IdleConnections idle = new IdleConnections(clock.eventLoop(), this::now);

    @Test
    void givesTheOneUsedLast() {
        EmbeddedChannel first = given();
        EmbeddedChannel second = given();

        assertThat(idle.take()).containsSame(second);
        assertThat(idle.take()).containsSame(first);
        assertThat(idle.take()).isEmpty();
    }

    @Test
    void givesNoneThatWasClosedMeanwhile() {
        EmbeddedChannel open = given();
        given().close();

        assertThat(idle.take()).containsSame(open);
    }

    @Test
    void closesEachThatWaitsTooLong() {
        EmbeddedChannel old = given();
        pass(IdleConnections.LONGEST.minusSeconds(1));
        EmbeddedChannel younger = given();

        pass(Duration.ofSeconds(1));

        assertThat(old.isOpen()).as("after its time").isFalse();
        assertThat(younger.isOpen()).as("a second after it came").isTrue();

        pass(IdleConnections.LONGEST);

        assertThat(younger.isOpen()).as("after its own time").isFalse();
    }

    @Test
    void countsTheTimeAnewForOneThatWasUsed() {
        EmbeddedChannel one = given();
        pass(IdleConnections.LONGEST.minusSeconds(1));
        idle.take().ifPresent(idle::give);

        pass(IdleConnections.LONGEST.minusSeconds(1));

        assertThat(one.isOpen()).isTrue();
    }

    @Test
    void keepsOnlySoMany() {
        EmbeddedChannel first = given();
        for (int more = 1; more < IdleConnections.MOST; more++) {
            given();
        }

        assertThat(given().isOpen()).as("beyond the limit").isFalse();

        first.close();

        assertThat(given().isOpen()).as("in the place of one that is closed").isTrue();
    }

    @Test
    void hasOneTimerHoweverManyCallsThereAre() {
        given();
        for (int call = 0; call < 1000; call++) {
            idle.take().ifPresent(idle::give);
        }
        looks = 0;

        pass(IdleConnections.LONGEST);

        assertThat(looks).as("looks at the clock, one for each timer").isEqualTo(1);
    }

    private long now() {
        looks++;
        return nanos;
    }

    private EmbeddedChannel given() {
        EmbeddedChannel channel = new EmbeddedChannel();
        idle.give(channel);
        return channel;
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        clock.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        clock.runScheduledPendingTasks();
    }
}
