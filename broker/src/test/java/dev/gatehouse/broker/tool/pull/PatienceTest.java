package dev.gatehouse.broker.tool.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.broker.tool.ToolFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void looksLessAndLessOftenUntilTheTimeIsOver() throws ToolFailure {
        Patience patience = new Patience(Duration.ofMinutes(10), pauses::add);
        while (patience.again()) {}

        assertThat(pauses).startsWith(Duration.ofSeconds(2), Duration.ofSeconds(3));
        assertThat(pauses).contains(Duration.ofSeconds(30)).hasSizeLessThan(40);
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .as("all of the time, and no more")
                .isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void doesNotWaitWithoutTime() throws ToolFailure {
        assertThat(new Patience(Duration.ZERO, pauses::add).again()).isFalse();
        assertThat(pauses).isEmpty();
    }

    @Test
    void endsWhenItIsCancelled() {
        Patience patience =
                new Patience(
                        Duration.ofMinutes(1),
                        time -> {
                            throw new InterruptedException();
                        });

        assertThatThrownBy(patience::again)
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining("cancelled");
        assertThat(Thread.interrupted()).as("whoever runs it has to know too").isTrue();
    }
}
